import type { Endpoint } from '../endpoint.types.js';
import { KeyRing, splitKeys } from './key-ring.js';

/**
 * One endpoint for all keys of a setting, which take turns.
 *
 * @param setting one key, or several separated by commas
 * @param endpointOf the endpoint as it is for one key
 */
export function withKeys(setting: string, endpointOf: (key: string) => Endpoint): Endpoint {
  const ring = new KeyRing(splitKeys(setting).map(endpointOf));
  return {
    async sign(call) {
      const endpoint = ring.pick();
      return { ...(await endpoint.sign(call)), refused: (error) => ring.refused(endpoint, error) };
    },
  };
}
