import { compilePattern } from './compile-pattern.js';
import type { Model } from './model-row.types.js';
import { stripVersion } from './strip-version.js';

export interface ModelMatch {
  readonly model: Model;
  /** `exact`: the row's id. `pattern`: a version or another id of it. `family`: unknown, treated as its newest kin. */
  readonly by: 'exact' | 'pattern' | 'family';
}

interface Pattern {
  readonly fits: (id: string) => boolean;
  readonly model: Model;
}

/**
 * Finds models by their ids, in this order: an id that a row gives in full, the same without its version, the first
 * pattern that fits, the longest pattern that stands for unknown ids.
 */
export class ModelIndex {
  private readonly names = new Map<string, Model>();
  private readonly patterns: readonly Pattern[];
  private readonly families: readonly Pattern[];

  constructor(models: readonly Model[]) {
    const matches = models.flatMap((model) => [model.id, ...(model.match ?? [])].map((text) => ({ text, model })));
    for (const { text, model } of matches) if (!this.names.has(text)) this.names.set(text, model);
    this.patterns = matches.filter(({ text }) => text.includes('*')).map(toPattern);
    this.families = models
      .flatMap((model) => (model.stands_for ?? []).map((text) => ({ text, model })))
      .sort((a, b) => b.text.length - a.text.length)
      .map(toPattern);
  }

  find(id: string): ModelMatch | undefined {
    const named = this.names.get(id);
    if (named?.id === id) return { model: named, by: 'exact' };
    const known = named ?? this.names.get(stripVersion(id)) ?? findFirst(this.patterns, id);
    if (known !== undefined) return { model: known, by: 'pattern' };
    const kin = findFirst(this.families, id);
    return kin && { model: kin, by: 'family' };
  }
}

function toPattern({ text, model }: { readonly text: string; readonly model: Model }): Pattern {
  return { fits: compilePattern(text), model };
}

function findFirst(patterns: readonly Pattern[], id: string): Model | undefined {
  return patterns.find(({ fits }) => fits(id))?.model;
}
