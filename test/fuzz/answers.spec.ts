import { describe, expect, it } from '@jest/globals';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { createHarness } from '../kit/harness/create-harness.js';
import type { Script } from '../kit/upstreams/script.types.js';
import type { Route } from '../kit/harness/wires.js';
import { endHarness } from './end-harness.js';
import { ANSWER_TIMEOUT_MS, CASES, SEED, WIRE_TIMEOUT_MS } from './fuzz-plan.js';
import { FUZZED_ROUTES } from './fuzzed-routes.js';
import { judgeAnswer } from './judge-answer.js';
import { laneSettings, runOnLanes } from './lanes.js';
import { applyChange, type Change, describeChange, sampleChanges } from './sample-changes.js';
import { toAnswer, type ValidAnswer, validAnswers } from './valid-answers.js';

const COUNT = Math.ceil(CASES / FUZZED_ROUTES.length);
const TOOLS = [{ name: 'Read', input_schema: { type: 'object', properties: { path: { type: 'string' } } } }];
const SEARCH = { type: 'web_search_20250305', name: 'web_search' };

interface Case extends Change<ValidAnswer> {
  readonly number: number;
  /** What the upstream sends. */
  readonly answer: string;
}

describe.each(FUZZED_ROUTES)('answers of $name with something else in one place', (route) => {
  it(
    'are legal messages or errors, and nothing remains of them',
    async () => {
      const changes = sampleChanges(validAnswers(route), { seed: SEED, count: COUNT });
      const cases = changes.map((change, number) => ({ ...change, number, answer: toAnswer(applyChange(change)) }));
      const harness = await createHarness(route, answerCases(cases), { ...laneSettings(), LOG_LEVEL: 'ERROR' });
      const ask = async (one: Case, headers: Readonly<Record<string, string>>): Promise<readonly string[]> => {
        const { base, number, answer } = one;
        const messages = [{ role: 'user', content: String(number) }];
        const body = question({ stream: base.stream, tools: route.search ? [...TOOLS, SEARCH] : TOOLS, messages });
        const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
        return judge(route, await askGateway(harness.gateway, { body, headers, signal }), answer);
      };
      const failures = await runOnLanes(cases, ask, describeChange);
      const { alive, stumbles } = await endHarness(harness);
      expect({ SEED, failures, alive, stumbles }).toEqual({ SEED, failures: [], alive: true, stumbles: [] });
    },
    WIRE_TIMEOUT_MS,
  );
});

/** An upstream that answers each request with the answer of its case: the request holds its number. */
function answerCases(cases: readonly Case[]): Script {
  return ({ items }) => {
    const texts = items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
    const { base, answer } = cases[Number(texts.at(-1))]!;
    return {
      raw: Buffer.from(answer),
      headers: { 'content-type': base.stream ? 'text/event-stream' : 'application/json' },
    };
  };
}

/** What is passed through is compared, everything else is judged. */
async function judge({ name }: Route, response: Response, answer: string): Promise<readonly string[]> {
  const text = await response.text();
  if (name !== 'anthropic' || response.status !== 200) return judgeAnswer(response, text);
  return text === Buffer.from(answer).toString() ? [] : [`changed: ${text.slice(0, 500)}`];
}
