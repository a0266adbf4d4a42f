import { describe, expect, it } from '@jest/globals';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { createHarness, type Harness } from '../kit/harness/create-harness.js';
import type { ScriptedAnswer } from '../kit/upstreams/script.types.js';
import type { Wire } from '../kit/upstreams/wire.types.js';
import type { Route } from '../kit/harness/wires.js';
import { endHarness } from './end-harness.js';
import { ANSWER_TIMEOUT_MS, CASES, SEED, WIRE_TIMEOUT_MS } from './fuzz-plan.js';
import { FUZZED_ROUTES } from './fuzzed-routes.js';
import { judgeAnswer } from './judge-answer.js';
import { laneSettings, runOnLanes } from './lanes.js';
import { applyChange, describeChange, sampleChanges } from './sample-changes.js';
import { validAnswers } from './valid-answers.js';
import { validRequests } from './valid-requests.js';

const COUNT = Math.ceil(CASES / FUZZED_ROUTES.length);
const SETTINGS = { LOG_LEVEL: 'ERROR', UNSUPPORTED_SERVER_TOOLS: 'drop' };
const SOUND = { failures: [], alive: true, circuits: [], stumbles: [] };

describe.each(FUZZED_ROUTES)('requests over $name with something else in one place', (route) => {
  it(
    'are answered or refused, and no provider is blamed for them',
    async () => {
      const harness = await setContentStage(route);
      const bases = validRequests(route, await ownAnswer(harness));
      const ask = async (body: unknown, headers: Readonly<Record<string, string>>): Promise<readonly string[]> => {
        const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
        const response = await askGateway(harness.gateway, { body, headers, signal });
        return judgeFault(response, await response.text());
      };
      const changes = sampleChanges(bases, { seed: SEED, count: COUNT });
      const failures = await runOnLanes(
        changes,
        (change, headers) => ask(applyChange(change) ?? '', headers),
        describeChange,
      );
      expect({ SEED, failures, ...(await endHarness(harness)) }).toEqual({ SEED, ...SOUND });
    },
    WIRE_TIMEOUT_MS,
  );
});

/** A harness whose upstream has an answer to every request, so that each failure is the gateway's. */
function setContentStage(route: Route): Promise<Harness> {
  const [streamed, whole] = validAnswers(route).map(({ value, stream }): ScriptedAnswer => ({
    raw: Buffer.from(value.join('')),
    headers: { 'content-type': stream ? 'text/event-stream' : 'application/json' },
  }));
  const wire: Wire = {
    ...route.wire,
    refuse: () => undefined,
    read: (_, { model, stream }) => ({ model, stream, system: '', items: [], tools: [] }),
  };
  const settings = { ...laneSettings(), ...SETTINGS };
  return createHarness({ ...route, wire }, ({ stream }) => (stream ? streamed! : whole!), settings);
}

/** An answer of the gateway, for a request that takes it up: it holds signatures of the gateway's own. */
async function ownAnswer({ gateway }: Harness): Promise<{ readonly content: readonly unknown[] }> {
  const response = await askGateway(gateway, { body: question({ thinking: { type: 'adaptive' } }) });
  expect(response.status).toBe(200);
  return (await response.json()) as { content: readonly unknown[] };
}

/** The violations of an answer to a request that alone is to blame. */
function judgeFault(response: Response, text: string): readonly string[] {
  const failed = response.status >= 500 || text.includes('\nevent: error\n');
  return failed ? [`${response.status} ${text.slice(0, 500)}`] : judgeAnswer(response, text);
}
