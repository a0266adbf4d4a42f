import type { JsonObject } from '@gateway/protocol';
import { toWellFormed } from './prepare/to-well-formed.js';

const PREFIX = 'gw1.';

/** Which family of upstreams a state belongs to: OpenAI Responses, Gemini, or nobody (plain reasoning text). */
export type StateTag = 'or' | 'gm' | 'rc';

/**
 * Packs what an upstream wants back next turn into the signature of a thinking block, which clients echo byte
 * for byte: `gw1.<tag>.<base64url of JSON>`. So the gateway itself keeps nothing.
 */
export function packState(tag: StateTag, state: JsonObject): string {
  return `${PREFIX}${tag}.${Buffer.from(JSON.stringify(state)).toString('base64url')}`;
}

/** What `packState` packed under this tag; undefined for any other signature, a forged or broken one included. */
export function unpackState(tag: StateTag, signature: string): JsonObject | undefined {
  const head = `${PREFIX}${tag}.`;
  if (!signature.startsWith(head)) return undefined;
  try {
    const state: unknown = toWellFormed(
      JSON.parse(Buffer.from(signature.slice(head.length), 'base64url').toString()) as unknown,
    );
    return typeof state === 'object' && state !== null && !Array.isArray(state) ? (state as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a signature was made by a gateway like this one, whatever it holds. */
export function isOwnSignature(signature: string): boolean {
  return signature.startsWith(PREFIX);
}
