/** One line of `MODEL_MAP`. */
export interface ModelMapEntry {
  /** As it was written. */
  readonly pattern: string;
  /** `provider/model` */
  readonly target: string;
}

/** Reads `pattern=target,pattern=target`; undefined stands for an entry that is no such pair. */
export function parseModelMap(text: string): readonly (ModelMapEntry | undefined)[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [, pattern, target] = /^([^=]+?)\s*=\s*(\S+)$/.exec(entry) ?? [];
      return pattern === undefined || target === undefined ? undefined : { pattern, target };
    });
}

/** Whether a model name fits a pattern, in which `*` stands for any characters. */
export function fitsPattern(pattern: string, model: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(model);
}
