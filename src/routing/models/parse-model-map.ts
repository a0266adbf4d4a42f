import { type ConditionalName, parseConditions } from '../conditions/parse-conditions.js';

/** One line of `MODEL_MAP`. */
export interface ModelMapEntry extends ConditionalName {
  /** As it was written, with its conditions. */
  readonly pattern: string;
  /** `provider/model` or `pool/name` */
  readonly target: string;
}

/**
 * Reads `pattern=target,pattern[condition,condition]=target`; undefined stands for an entry that is no such pair. A
 * comma in brackets separates conditions, not entries.
 */
export function parseModelMap(text: string): readonly (ModelMapEntry | undefined)[] {
  return splitEntries(text)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const at = entry.indexOf('=');
      const [pattern, target] = [entry.slice(0, Math.max(at, 0)).trim(), entry.slice(at + 1).trim()];
      const parsed = parseConditions(pattern);
      return parsed.name !== '' && /^\S+$/.test(target) ? { ...parsed, pattern, target } : undefined;
    });
}

/** The parts between commas, without those commas that are in brackets. */
function splitEntries(text: string): readonly string[] {
  const entries: string[] = [];
  for (const part of text.split(',')) {
    const last = entries.at(-1) ?? '';
    const isOpen = last.lastIndexOf('[') > last.lastIndexOf(']');
    if (isOpen) entries.splice(-1, 1, `${last},${part}`);
    else entries.push(part);
  }
  return entries;
}

/**
 * Whether a model name matches a pattern, in which `*` stands for any characters. Each part between two stars is
 * matched at its first place: a later place could not help the parts after it, so the name is read once.
 */
export function fitsPattern(pattern: string, model: string): boolean {
  const [first = '', ...parts] = pattern.split('*');
  const last = parts.pop();
  if (last === undefined) return model === first;
  if (!model.startsWith(first)) return false;
  let from = first.length;
  for (const part of parts) {
    const at = model.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return model.length - last.length >= from && model.endsWith(last);
}
