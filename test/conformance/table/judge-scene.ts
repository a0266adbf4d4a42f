import { classOf, type ChangeCode } from '@gateway/provider-kit';
import { judgeStream } from '@gateway/testing';
import type { Row } from '../row.types.js';
import type { TappedRequest } from '../harness/client-tap.js';
import type { Scene } from '../harness/scene.js';
import type { Cell } from './cell.types.js';

/** What a finished scene says about itself, whatever the row has found already. */
export function judgeScene(scene: Scene, row: Row, found: readonly string[]): Pick<Cell, 'verdict' | 'codes' | 'why'> {
  const refusals = scene.exchanges.filter((requestContext) => isRefusal(requestContext, row));
  const codes = degradedCodes(scene.exchanges);
  const problems = [
    ...found,
    ...refusedUpstream(scene, row),
    ...scene.exchanges
      .filter((requestContext) => !refusals.includes(requestContext))
      .flatMap((each) => faultsOf(each, row, scene)),
  ];
  if (problems.length > 0) return { verdict: 'fail', codes, why: [...new Set(problems)] };
  if (refusals.length > 0) return { verdict: 'refused', codes, why: [...new Set(refusals.map(messageOf))] };
  return { verdict: codes.length > 0 ? 'degraded' : 'pass', codes, why: [] };
}

/** What the upstream had to object to; where Anthropic answers, it is Anthropic's to refuse what a story gets wrong. */
function refusedUpstream({ upstream, route }: Scene, { failures = [] }: Row): string[] {
  const refused = upstream?.refused ?? [];
  return refused
    .filter(({ status }) => route.plugin !== 'anthropic' || !failures.includes(status))
    .filter(({ message }) => route.learnt?.test(message) !== true)
    .map(({ status, message }) => `the upstream refused with ${status}: ${message}`);
}

/** Codes of the class `degraded` that answers have told. */
export function degradedCodes(requests: readonly Pick<TappedRequest, 'answerHeaders'>[]): string[] {
  const result = requests.flatMap(({ answerHeaders }) => [answerHeaders['x-gateway-changes'] ?? []].flat());
  const codes = result.flatMap((list) => list.split(',')).map((code) => code.trim());
  return [...new Set(codes)].filter((code) => classOf(code as ChangeCode) === 'degraded').sort();
}

/** What forwarded bytes may be: it is the upstream that ended early, or that signs no thoughts. */
const ENDS_EARLY = /ends without/;
const UNSIGNED = /signature is empty/;

function isRefusal({ status, answer }: TappedRequest, { refusal }: Row): boolean {
  return status === 400 && refusal?.test(answer) === true;
}

function faultsOf(requestContext: TappedRequest, row: Row, { route }: Scene): string[] {
  const { status, answer, answerHeaders, url } = requestContext;
  if (!url.startsWith('/v1/')) return [];
  if (status >= 400)
    return row.failures?.includes(status) ? [] : [`the gateway answered ${status}: ${messageOf(requestContext)}`];
  // A client that leaves ends the stream wherever it is.
  if (requestContext.left || !String(answerHeaders['content-type']).startsWith('text/event-stream')) return [];
  const forwarded = route.plugin === 'anthropic' ? (row.breaks ? ENDS_EARLY : UNSIGNED) : undefined;
  return judgeStream(answer)
    .filter((violation) => forwarded?.test(violation) !== true)
    .map((violation) => `the stream: ${violation}`);
}

function messageOf({ answer }: TappedRequest): string {
  try {
    return (JSON.parse(answer) as { error: { message: string } }).error.message;
  } catch {
    return answer.slice(0, 200);
  }
}
