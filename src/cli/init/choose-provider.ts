import type { KindPreset, ProviderManifest } from '@gateway/provider-kit';
import type { TerminalPrompt } from '../terminal-prompt.js';
import { listModels } from './list-models.js';

/** A provider, or an engine of this machine behind one. */
export interface Choice {
  readonly name: string;
  readonly manifest: ProviderManifest;
  readonly engine?: KindPreset & { readonly local: string };
}

/** Asks for one of the providers and local engines, by number or name. */
export async function chooseProvider(prompt: TerminalPrompt, manifests: readonly ProviderManifest[]): Promise<Choice> {
  const choices = [
    ...manifests.map((manifest): Choice => ({ name: manifest.name, manifest })),
    ...manifests.flatMap((manifest) => (manifest.presets ?? []).flatMap((preset) => toEngine(manifest, preset))),
  ];
  const notes = await Promise.all(choices.map(describe));
  console.log('Which provider do you want to use?');
  choices.forEach(({ name }, i) => console.log(`  ${String(i + 1).padStart(2)}  ${name}${notes[i] ?? ''}`));
  for (;;) {
    const answer = await prompt.ask('Number or name', { byDefault: '1' });
    const chosen = choices[Number(answer) - 1] ?? choices.find(({ name }) => name === answer.toLowerCase());
    if (chosen !== undefined) return chosen;
    console.log('There is no such provider.');
  }
}

function toEngine(manifest: ProviderManifest, preset: KindPreset): readonly Choice[] {
  const { local } = preset;
  return local === undefined ? [] : [{ name: preset.name, manifest, engine: { ...preset, local } }];
}

async function describe({ engine }: Choice): Promise<string> {
  if (engine === undefined) return '';
  const models = await listModels(engine.local);
  return models === undefined ? ', on this machine' : `, running on this machine with ${models.length} models`;
}
