import { TOKEN } from '../kit/process/gateway-process.js';
import { checkResponse, type ClientResponse } from './check-response.js';
import { findMismatches } from './find-mismatch.js';
import type { MockUpstream, UpstreamCall } from './mock-upstream.js';
import { readPath } from './read-path.js';
import { toFollowUp } from './to-follow-up.js';
import type { Expectation, Vector } from './vector.types.js';

const TIMEOUT_MS = 15_000;

interface Step {
  readonly problems: readonly string[];
  readonly response: ClientResponse;
  readonly firstCall: UpstreamCall | undefined;
}

/** Sends a vector's requests to the gateway at `url`; what is wrong, in words; an empty list: nothing. */
export async function runVector(vector: Vector, url: string, mock: MockUpstream): Promise<readonly string[]> {
  const { followUp } = vector;
  const first = await runStep(vector, vector.requestRaw ?? JSON.stringify(vector.request), vector, url, mock);
  if (followUp === undefined || first.problems.length > 0) return first.problems;
  const body = JSON.stringify(toFollowUp(vector, first.response));
  const headers = { ...vector.requestHeaders, ...followUp.requestHeaders };
  const second = await runStep({ ...vector, requestHeaders: headers }, body, followUp, url, mock);
  const moved = (followUp.sameUpstream ?? []).flatMap((path) =>
    findMismatches('upstream', second.firstCall, [{ path, op: 'deepEquals', value: readPath(first.firstCall, path) }]),
  );
  return [...second.problems, ...moved].map((problem) => `second turn: ${problem}`);
}

async function runStep(
  vector: Vector,
  body: string,
  expected: Expectation,
  url: string,
  mock: MockUpstream,
): Promise<Step> {
  mock.play(expected.upstream);
  const response = await send(vector, body, url);
  const { calls } = mock;
  return {
    response,
    firstCall: calls[0],
    problems: [
      ...checkCount(expected.upstreamCalls ?? 1, calls.length),
      ...findMismatches('upstream', calls[0], expected.expectUpstream),
      ...(expected.expectUpstreamCalls ?? []).flatMap((assertions, n) =>
        findMismatches(`upstream call ${n}`, calls[n], assertions),
      ),
      ...checkResponse(expected.expectResponse, response),
    ],
  };
}

function checkCount(expected: number | 'any', found: number): string[] {
  return expected === 'any' || expected === found ? [] : [`upstream calls: expected ${expected}, found ${found}`];
}

async function send({ method, endpoint, requestHeaders }: Vector, body: string, url: string): Promise<ClientResponse> {
  const response = await fetch(url + endpoint, {
    method,
    headers: {
      'content-type': 'application/json',
      'anthropic-version': '2023-06-01',
      'x-api-key': TOKEN,
      ...requestHeaders,
    },
    ...(method === 'POST' ? { body } : {}),
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  return { status: response.status, headers: Object.fromEntries(response.headers), text, json: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
