import { describe, expect, it } from '@jest/globals';
import { PLUGINS } from '../../src/plugins.js';
import { GATEWAY_SETTINGS } from '../../src/app/gateway-settings.js';
import { nameUpstreams } from '../../src/routing/registry/named/name-upstreams.js';
import { reportTraits } from '../../src/observability/checks/report-traits.js';
import { manifestOf } from '@gateway/provider-kit';
import { FAMILIES } from '../kit/upstreams/families/families.js';
import { askTurn, OPENING } from './agent-client.js';
import { useFamilies } from './open-presets.js';

describe('a correction that was learnt', () => {
  const opened = useFamilies(false, () => ({ says: [{ text: 'Hi.' }] }));
  const family = FAMILIES.find(({ name }) => name === 'sglang')!;

  it('is shown by the status and the metrics', async () => {
    await askTurn(opened.url, `${family.name}_up/m`, OPENING);
    const metrics = await (await fetch(`${opened.url}/metrics`)).text();
    expect(metrics).toContain('gateway_corrections{upstream="sglang_up-chat",cause="midSystem"} 1');
    const events = await fetch(`${opened.url}/status/events`);
    const { value } = (await events.body!.getReader().read()) as { readonly value: Uint8Array };
    expect(new TextDecoder().decode(value)).toContain('"trait":"midSystem=user"');
  });

  it('is proposed by the doctor as a setting', () => {
    const { plugins } = nameUpstreams(
      PLUGINS,
      { UPSTREAM_X: 'openai', UPSTREAM_X_BASE_URL: 'http://h/v1' },
      GATEWAY_SETTINGS,
    );
    const manifest = manifestOf(plugins[0]!)!;
    const record = { model: 'm', cause: 'midSystem', trait: 'midSystem=user', learntAt: 1, expiresAt: 2 };
    const corrections = [
      { ...record, upstream: 'x-chat' },
      { ...record, upstream: 'xy-chat' },
    ];
    expect(reportTraits({ manifest }, corrections)).toEqual([
      {
        subject: 'x/m',
        check: 'traits',
        state: 'ok',
        detail: 'learnt from a refusal: midSystem=user',
        fix: 'UPSTREAM_X_TRAITS=midSystem=user makes it known from the start',
      },
    ]);
  });
});
