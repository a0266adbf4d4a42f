import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { type GatewayProcess, startGateway, TOKEN } from '../kit/process/gateway-process.js';

const MINUTES = 120_000;
const folder = mkdtempSync(join(tmpdir(), 'uncaught-'));
const plugin = join(folder, 'plugin.mjs');
afterAll(() => rmSync(folder, { recursive: true }));

/**
 * A plugin whose stream begins, throws from a timer and rejects a promise, both without a caller, and ends a moment
 * later. In a worker it also makes the primary, which loads the plugin too, throw.
 */
writeFileSync(
  plugin,
  `import cluster from 'node:cluster';
   import { Plugin } from 'messages-gateway/provider-kit';
   import { Observable, of } from 'rxjs';
   const events = [
     { type: 'message_start', message: { id: 'msg_1', type: 'message', role: 'assistant', model: 'm', content: [],
       stop_reason: null, stop_sequence: null, usage: { input_tokens: 1, output_tokens: 1 } } },
     { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: -1 } },
     { type: 'message_stop' },
   ];
   const stream = () => new Observable((subscriber) => {
     subscriber.next([events[0]]);
     setTimeout(() => { throw new Error('thrown by nobody'); }, 10);
     void Promise.reject(new Error('rejected by nobody'));
     process.send?.({ kind: 'throw' });
     setTimeout(() => { subscriber.next(events.slice(1)); subscriber.complete(); }, 200);
   });
   class Settings {}
   export class Own { load() { return Promise.resolve({ open: () => of({ kind: 'events', status: 200, headers: {}, events: stream }) }); } }
   const defaultModels = { big: 'b', small: 's' };
   Plugin({ name: 'own', settings: Settings, missing: () => [], ownsModel: () => false, defaultModels })(Own);
   cluster.on('message', (_, { kind }) => { if (kind === 'throw') throw new Error('thrown in the primary'); });`,
);

let gateway: GatewayProcess | undefined;
afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
});

const count = async (pattern: RegExp): Promise<number> => {
  const page = await (await fetch(`${gateway!.url}/metrics`, { headers: { 'x-api-key': TOKEN } })).text();
  return Number(pattern.exec(page)?.[1] ?? 0);
};

describe.each(['1', '2'])('an error that nothing caught, with WORKERS=%s', (workers) => {
  it(
    'is logged and counted, and every stream goes on',
    async () => {
      gateway = await startGateway({ PLUGINS: plugin, PREFERRED_PROVIDER: 'own', WORKERS: workers });
      const ask = async (): Promise<string> => {
        const body = JSON.stringify({ model: 'm', max_tokens: 9, messages: [], stream: true });
        const headers = { 'x-api-key': TOKEN };
        return (await fetch(`${gateway!.url}/v1/messages`, { method: 'POST', headers, body })).text();
      };
      const answers = await Promise.all(Array.from({ length: 5 }, ask));
      for (const answer of answers) expect(answer).toContain('event: message_stop');
      const expected = workers === '2' ? 15 : 10;
      while ((await count(/gateway_internal_errors_total\{source="uncaught"\} (\d+)/)) < expected)
        await new Promise((resolve) => setTimeout(resolve, 50));
      expect(gateway.log()).toContain('thrown by nobody');
      expect(gateway.log()).toContain('rejected by nobody');
      expect(gateway.log().includes('thrown in the primary')).toBe(workers === '2');
      expect(await ask()).toContain('event: message_stop');
    },
    MINUTES,
  );
});
