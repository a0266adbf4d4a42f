import type { Endpoint } from '../endpoint.types.js';
import { KeyRing, splitKeys } from './key-ring.js';

/**
 * One endpoint for all keys of a setting; each request is signed with the key of its session.
 *
 * @param setting one key, or several separated by commas
 * @param endpointOf the endpoint as it is for one key
 */
export function withKeys(setting: string, endpointOf: (key: string) => Endpoint): Endpoint {
  const keys = splitKeys(setting);
  const ring = new KeyRing(keys);
  const endpoints = keys.map(endpointOf);
  return {
    async sign(call) {
      const key = ring.pick(call);
      const signed = await endpoints[keys.indexOf(key)]?.sign(call);
      if (signed === undefined) throw new Error('a key without an endpoint');
      return { ...signed, refused: (refusal) => ring.refused(key, call, refusal) };
    },
  };
}
