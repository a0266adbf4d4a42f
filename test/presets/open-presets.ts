import { afterAll, beforeAll } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApp } from '../../src/app/create-app.js';
import { FAMILIES, type Family } from '../kit/upstreams/families/families.js';
import { familyWire } from '../kit/upstreams/families/family.wire.js';
import type { Script } from '../kit/upstreams/script.types.js';
import { startUpstream, type Upstream } from '../kit/upstreams/upstream-server.js';

export interface OpenPresets {
  readonly url: string;
  upstreamOf(family: Family): Upstream;
}

/**
 * The gateway in this process before a stand-in of every family, each as an upstream of the family's name with `_up`.
 *
 * @param known with the presets; else each is a server of which nothing is known
 */
export function useFamilies(known: boolean, script: Script): OpenPresets {
  const upstreams = new Map<Family, Upstream>();
  let app: NestExpressApplication;
  let url = '';
  beforeAll(async () => {
    const environment: Record<string, string> = {
      LOG_LEVEL: 'silent',
      UPSTREAM_RETRIES: '0',
      BIG_MODEL: 'vllm_up/m',
      SMALL_MODEL: 'vllm_up/m',
    };
    for (const family of FAMILIES) {
      const upstream = await startUpstream(familyWire(family), script);
      upstreams.set(family, upstream);
      const variable = `UPSTREAM_${family.name.toUpperCase()}_UP`;
      environment[variable] = 'openai';
      environment[`${variable}_BASE_URL`] = `${upstream.url}/v1`;
      environment[`${variable}_API_KEY`] = 'key';
      if (known) environment[`${variable}_PRESET`] = family.name;
    }
    app = await createApp({ environment });
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });
  afterAll(async () => {
    await (app as NestExpressApplication | undefined)?.close();
    for (const upstream of upstreams.values()) await upstream.close();
  });
  return {
    get url() {
      return url;
    },
    upstreamOf: (family) => upstreams.get(family)!,
  };
}
