import { digest, freshId } from '../digest.js';
import type { Traits } from './traits.types.js';

/** Ids that Anthropic accepts in a history, in case the session later moves to Anthropic. */
const LEGAL = /^[a-zA-Z0-9_-]{1,256}$/;

/** The upstream's form of a client's tool id: long ones keep their beginning and a hash, the same for call and result. */
export function toUpstreamId(id: string, { max, keep }: Traits['toolId']): string {
  return id.length > max ? `${id.slice(0, keep)}_${digest(id, 16)}` : id;
}

/** The client's form of an upstream's tool id; a fresh one where the upstream gave none. */
export function toClientId(id: string | undefined): string {
  if (id === undefined || id === '') return freshId('toolu_');
  return LEGAL.test(id) ? id : `toolu_${digest(id, 24)}`;
}
