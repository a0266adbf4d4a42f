import type { Naming } from './provider-context.types.js';

/** A sentence that names variables of a plugin, with the variables of a named upstream instead. */
export function renameVariables(text: string, naming: Naming | undefined): string {
  return naming === undefined ? text : text.replace(/\b[A-Z]\w*_\w+/g, (word) => naming.variableOf(word));
}
