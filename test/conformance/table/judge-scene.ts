import { classOf, type ChangeCode } from '@gateway/provider-kit';
import { judgeStream } from '../../kit/stream-judge.js';
import type { Row } from '../row.types.js';
import type { Exchange } from '../stage/client-tap.js';
import type { Scene } from '../stage/scene.js';
import type { Cell } from './cell.types.js';

/** What a finished scene says about itself, whatever the row has found already. */
export function judgeScene(scene: Scene, row: Row, found: readonly string[]): Pick<Cell, 'verdict' | 'codes' | 'why'> {
  const refusals = scene.exchanges.filter((exchange) => isRefusal(exchange, row));
  const codes = degradedCodes(scene.exchanges);
  const problems = [
    ...found,
    ...refusedUpstream(scene, row),
    ...scene.exchanges.filter((exchange) => !refusals.includes(exchange)).flatMap((each) => faultsOf(each, row, scene)),
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
    .map(({ status, message }) => `the upstream refused with ${status}: ${message}`);
}

/** Codes of the class `degraded` that answers have told. */
export function degradedCodes(exchanges: readonly Pick<Exchange, 'answerHeaders'>[]): string[] {
  const told = exchanges.flatMap(({ answerHeaders }) => [answerHeaders['x-gateway-changes'] ?? []].flat());
  const codes = told.flatMap((list) => list.split(',')).map((code) => code.trim());
  return [...new Set(codes)].filter((code) => classOf(code as ChangeCode) === 'degraded').sort();
}

function isRefusal({ status, answer }: Exchange, { refusal }: Row): boolean {
  return status === 400 && refusal?.test(answer) === true;
}

function faultsOf(exchange: Exchange, row: Row, { route }: Scene): string[] {
  const { status, answer, answerHeaders, url } = exchange;
  if (!url.startsWith('/v1/')) return [];
  if (status >= 400)
    return row.failures?.includes(status) ? [] : [`the gateway answered ${status}: ${messageOf(exchange)}`];
  // A client that leaves ends the stream wherever it is.
  if (exchange.left || !String(answerHeaders['content-type']).startsWith('text/event-stream')) return [];
  const handedOn = row.breaks && route.plugin === 'anthropic';
  return judgeStream(answer)
    .filter((violation) => !handedOn || !violation.includes('ends without'))
    .map((violation) => `the stream: ${violation}`);
}

function messageOf({ answer }: Exchange): string {
  try {
    return (JSON.parse(answer) as { error: { message: string } }).error.message;
  } catch {
    return answer.slice(0, 200);
  }
}
