import type { AssistantPart, ToolResult, Turn } from '@gateway/provider-kit';
import { readCallState, type CallState } from './call-state.js';
import type { GeminiContent, GeminiPart } from './generate.types.js';
import { toFunctionResponses } from './tools/to-function-responses.js';
import { toPart } from './to-part.js';

/** Replaces an unknown signature: Google's documented way to add calls of another model. */
export const UNKNOWN_SIGNATURE = 'skip_thought_signature_validator';

export interface ContentForm {
  /** The surface accepts ids of calls, and supports tools that Google runs beside the client's. */
  readonly ids: boolean;
  readonly mediaInside: boolean;
  readonly validatesSignatures: boolean;
}

/**
 * The conversation as contents, user and model alternating, the user first. Neighbours of the same role become one;
 * function responses come first in theirs, in the order of their calls (contract §5.6, §14.3).
 */
export function toContents(turns: readonly Turn[], form: ContentForm): GeminiContent[] {
  const contents: GeminiContent[] = [];
  const say = (role: GeminiContent['role'], parts: readonly GeminiPart[]): void => {
    const last = contents.at(-1);
    if (last?.role === role) last.parts.push(...parts);
    else if (parts.length > 0) contents.push({ role, parts: [...parts] });
  };
  let calls: readonly string[] = [];
  for (const turn of turns) {
    switch (turn.role) {
      case 'user':
        say('user', turn.parts.map(toPart));
        break;
      case 'system':
        // There is only one system instruction, and a change of it would invalidate the upstream's whole cache.
        say('user', [{ text: `<system-reminder>\n${turn.text}\n</system-reminder>` }]);
        break;
      case 'assistant':
        calls = turn.parts.flatMap((part) => (part.type === 'tool_use' ? [part.id] : []));
        say('model', toModelParts(turn.parts, form));
        break;
      case 'results':
        say('user', toFunctionResponses(inOrder(turn.results, calls), form));
    }
  }
  if (contents[0]?.role === 'model') contents.unshift({ role: 'user', parts: [{ text: '(continued)' }] });
  return form.validatesSignatures ? contents.map(vouchForCalls) : contents;
}

/** Where ids are not accepted, only the order assigns responses to calls. */
function inOrder(results: readonly ToolResult[], calls: readonly string[]): ToolResult[] {
  return [...results].sort((a, b) => calls.indexOf(a.id) - calls.indexOf(b.id));
}

function toModelParts(parts: readonly AssistantPart[], { ids }: ContentForm): GeminiPart[] {
  const said: GeminiPart[] = [];
  let brought: CallState | undefined;
  for (const part of parts) {
    if (part.type === 'text') said.push({ text: part.text });
    else if (part.type === 'thinking') brought = readCallState(part.state) ?? brought;
    else {
      const state = brought;
      brought = undefined;
      if (ids) said.push(...(state?.serverParts ?? []));
      said.push({
        functionCall: { ...(ids ? { id: part.id } : {}), name: part.name, args: toArguments(part.input) },
        ...(state?.signature === undefined ? {} : { thoughtSignature: state.signature }),
      });
    }
  }
  return withCallsLast(said);
}

/** Nothing may follow the last call: text after it is moved before the first. */
function withCallsLast(parts: readonly GeminiPart[]): GeminiPart[] {
  const first = parts.findIndex(({ text }) => text === undefined);
  const last = parts.findLastIndex(({ functionCall }) => functionCall !== undefined);
  if (last < 0) return [...parts];
  return [...parts.slice(0, first), ...parts.slice(last + 1), ...parts.slice(first, last + 1)];
}

/** The first call of a model turn must be signed; where no signature is known it gets the sentinel. */
export function vouchForCalls(content: GeminiContent): GeminiContent {
  const { role, parts } = content;
  const first = role === 'model' ? parts.findIndex(({ functionCall }) => functionCall !== undefined) : -1;
  const call = parts[first];
  if (call === undefined || call.thoughtSignature !== undefined) return content;
  return { role, parts: parts.with(first, { ...call, thoughtSignature: UNKNOWN_SIGNATURE }) };
}

function toArguments(input: unknown): Record<string, unknown> {
  if (input === undefined || input === null) return {};
  const isObject = typeof input === 'object' && !Array.isArray(input);
  return isObject ? (input as Record<string, unknown>) : { value: input };
}
