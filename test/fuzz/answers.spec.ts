import { describe, expect, it } from '@jest/globals';
import { askGateway, question } from '../kit/ask-gateway.js';
import { setStage } from '../kit/stage.js';
import type { Script } from '../kit/upstreams/script.types.js';
import type { Route } from '../kit/wires.js';
import { ANSWER_TIMEOUT_MS, CASES, SEED, WIRE_TIMEOUT_MS } from './fuzz-plan.js';
import { FUZZED_ROUTES } from './fuzzed-routes.js';
import { judgeAnswer } from './judge-answer.js';
import { judgeLog } from './judge-log.js';
import { laneSettings, runOnLanes } from './lanes.js';
import { applyChange, type Change, describeChange, sampleChanges } from './sample-changes.js';
import { toAnswer, type ValidAnswer, validAnswers } from './valid-answers.js';

const COUNT = Math.ceil(CASES / FUZZED_ROUTES.length);
const TOOLS = [{ name: 'Read', input_schema: { type: 'object', properties: { path: { type: 'string' } } } }];
const SEARCH = { type: 'web_search_20250305', name: 'web_search' };

/** An upstream that answers each request with the answer of its case: the request names it. */
const answerCases =
  (answers: readonly string[], cases: readonly Change<ValidAnswer>[]): Script =>
  ({ items }) => {
    const number = Number(items.flatMap((item) => (item.kind === 'text' ? [item.text] : [])).at(-1));
    const type = cases[number]!.base.stream ? 'text/event-stream' : 'application/json';
    return { raw: Buffer.from(answers[number]!), headers: { 'content-type': type } };
  };

describe.each(FUZZED_ROUTES)(`answers of $name with something else in one place (seed ${SEED})`, (route) => {
  it(
    'are legal messages, or errors, and nothing remains of them',
    async () => {
      const cases = sampleChanges(validAnswers(route), { seed: SEED, count: COUNT });
      const answers = cases.map((one) => toAnswer(applyChange(one)));
      const stage = await setStage(route, answerCases(answers, cases), { ...laneSettings(), LOG_LEVEL: 'ERROR' });
      const failures = await runOnLanes(
        [...cases.entries()],
        async ([number, { base }], headers) => {
          const messages = [{ role: 'user', content: String(number) }];
          const tools = route.search ? [...TOOLS, SEARCH] : TOOLS;
          const body = question({ stream: base.stream, tools, messages });
          const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
          const response = await askGateway(stage.gateway, { body, headers, signal });
          return judge(route, response, answers[number]!);
        },
        ([, one]) => describeChange(one),
      ).finally(() => stage.clear());
      expect([...failures, ...judgeLog(stage.gateway.log())]).toEqual([]);
    },
    WIRE_TIMEOUT_MS,
  );
});

/** What is passed through is not judged, but compared. */
async function judge({ name }: Route, response: Response, answer: string): Promise<readonly string[]> {
  const text = await response.text();
  if (name !== 'anthropic' || response.status !== 200) return judgeAnswer(response, text);
  return text === answer ? [] : [`changed: ${text.slice(0, 500)}`];
}
