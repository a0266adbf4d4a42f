import { isObject, type JsonObject } from '@gateway/protocol';
import { toWellFormed } from './prepare/to-well-formed.js';

const PREFIX = 'gw1.';

/** Which family of upstreams a state belongs to: OpenAI Responses, Gemini, or none (plain reasoning text). */
export type StateTag = 'or' | 'gm' | 'rc';

/**
 * Packs the state that an upstream needs in the next turn into the signature of a thinking block, which clients send
 * back byte for byte: `gw1.<tag>.<base64url of JSON>`. So the gateway stores no state.
 */
export function packState(tag: StateTag, state: JsonObject): string {
  return `${PREFIX}${tag}.${Buffer.from(JSON.stringify(state)).toString('base64url')}`;
}

/** The state that `packState` packed under this tag; undefined for any other signature, also a forged or broken one. */
export function unpackState(tag: StateTag, signature: string): JsonObject | undefined {
  const head = `${PREFIX}${tag}.`;
  if (!signature.startsWith(head)) return undefined;
  try {
    const state: unknown = toWellFormed(
      JSON.parse(Buffer.from(signature.slice(head.length), 'base64url').toString()) as unknown,
    );
    return isObject(state) ? state : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a gateway of this kind made the signature, whatever its content. */
export function isOwnSignature(signature: string): boolean {
  return signature.startsWith(PREFIX);
}
