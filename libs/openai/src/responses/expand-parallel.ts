import { readArguments, type JsonObject } from '@gateway/protocol';

const WRAPPERS: ReadonlySet<string | null | undefined> = new Set(['parallel', 'multi_tool_use.parallel']);

/** A call out of a wrapper. */
export interface WrappedCall {
  readonly name: string;
  /** JSON text. */
  readonly arguments: string;
}

/** Whether a call is the wrapper that models sometimes put around several calls, and not a tool of the client. */
export function isParallelWrapper(
  name: string | null | undefined,
  tools: readonly { readonly name: string }[],
): boolean {
  return WRAPPERS.has(name) && !tools.some((tool) => tool.name === name);
}

/**
 * The calls in a wrapper, `{"tool_uses":[{"recipient_name":"functions.X","parameters":{}}]}`; undefined where it has
 * none that can be read.
 */
export function expandParallel(json: string): readonly WrappedCall[] | undefined {
  const uses = readArguments(json)?.tool_uses;
  if (!Array.isArray(uses) || uses.length === 0) return undefined;
  const calls = uses.flatMap((use: JsonObject | null) => {
    const name = use?.recipient_name;
    if (typeof name !== 'string' || name === '') return [];
    return [{ name: name.replace(/^functions\./, ''), arguments: JSON.stringify(use?.parameters ?? {}) }];
  });
  return calls.length === uses.length ? calls : undefined;
}
