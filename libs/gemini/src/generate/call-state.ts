import { isObject, type JsonObject } from '@gateway/protocol';
import { packState } from '@gateway/provider-kit';
import type { GeminiPart } from './generate.types.js';

/** The state that Gemini requires with a tool call: its thought signature, and its own tool calls that came before. */
export interface CallState {
  readonly signature?: string | undefined;
  /** `toolCall` and `toolResponse` parts, as they were. */
  readonly serverParts: readonly GeminiPart[];
}

/** The state of a call as the signature of a thinking block (contract §14.1, tag `gm`). */
export function packCallState(model: string, { signature, serverParts }: CallState): string {
  return packState('gm', {
    m: model,
    ...(signature === undefined ? {} : { s: signature }),
    at: 'call',
    ...(serverParts.length > 0 ? { sp: serverParts } : {}),
  });
}

/** The state that `packCallState` packed; undefined where it has nothing usable. */
export function readCallState({ s, at, sp }: JsonObject): CallState | undefined {
  if (at !== 'call') return undefined;
  const given: readonly unknown[] = Array.isArray(sp) ? sp : [];
  const serverParts = given.filter(isServerPart);
  return { signature: typeof s === 'string' && s !== '' ? s : undefined, serverParts };
}

/** A client can forge a signature, so its parts are checked like any other input. */
function isServerPart(part: unknown): part is GeminiPart {
  if (!isObject(part)) return false;
  return isObject(part.toolCall) || isObject(part.toolResponse);
}
