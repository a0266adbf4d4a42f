import { isObject, type SafeguardStatus, type ToolUseVerdict } from '@gateway/protocol';
import type { JudgedCall } from './judged-calls.types.js';

/** Characters of an explanation that the client gets. */
const MAX_EXPLANATION_LENGTH = 500;

const MISSING: ToolUseVerdict = { type: 'unavailable', reason: 'error' };

/**
 * The verdicts in a judge's answer. It fails closed: a call without a verdict is `unavailable`, which the client
 * denies; where this concerns every call, the whole is.
 *
 * @param text what the judge answered
 */
export function toSafeguardStatus(text: string, calls: readonly JudgedCall[]): SafeguardStatus {
  const verdicts = readVerdicts(text);
  if (!calls.some(({ id }) => verdicts.has(id))) return { type: 'unavailable', reason: 'error' };
  return { type: 'available', tool_uses: byId(calls, ({ id }) => verdicts.get(id) ?? MISSING) };
}

/** The status of calls that all have the same verdict. */
export function sameVerdict(calls: readonly JudgedCall[], verdict: ToolUseVerdict): SafeguardStatus {
  return { type: 'available', tool_uses: byId(calls, () => verdict) };
}

function byId(
  calls: readonly JudgedCall[],
  verdictOf: (call: JudgedCall) => ToolUseVerdict,
): Readonly<Record<string, ToolUseVerdict>> {
  return Object.fromEntries(calls.map((call) => [call.id, verdictOf(call)]));
}

/** A call that is flagged once stays flagged, whatever else the judge answers about it. */
function readVerdicts(text: string): ReadonlyMap<string, ToolUseVerdict> {
  const verdicts = new Map<string, ToolUseVerdict>();
  for (const each of readList(text)) {
    if (!isObject(each) || typeof each.id !== 'string' || typeof each.flagged !== 'boolean') continue;
    const known = verdicts.get(each.id);
    if (known?.type === 'evaluated' && known.outcome === 'flagged') continue;
    verdicts.set(each.id, toVerdict(each.flagged, each.reason));
  }
  return verdicts;
}

function toVerdict(flagged: boolean, reason: unknown): ToolUseVerdict {
  if (!flagged) return { type: 'evaluated', outcome: 'not_flagged' };
  const explanation = typeof reason === 'string' && reason !== '' ? reason : 'the judge gave no reason';
  return { type: 'evaluated', outcome: 'flagged', explanation: explanation.slice(0, MAX_EXPLANATION_LENGTH) };
}

function readList(text: string): readonly unknown[] {
  try {
    const answer = JSON.parse(text) as unknown;
    return isObject(answer) && Array.isArray(answer.verdicts) ? (answer.verdicts as unknown[]) : [];
  } catch {
    return [];
  }
}
