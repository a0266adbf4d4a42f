import type { SafeguardStatus, StreamEvent } from '@gateway/protocol';
import { concat, concatMap, defer, map, type MonoTypeOperatorFunction, type Observable, of } from 'rxjs';
import { CallCollector } from './collect-calls.js';
import type { JudgedCall } from './judged-calls.types.js';

/** Judges the calls of a complete answer. Never fails. */
export type Judge = (calls: readonly JudgedCall[]) => Observable<SafeguardStatus>;

type Events = readonly StreamEvent[];

/**
 * Adds the verdicts on its tool calls to the end of a reply. Blocks pass at once; only `message_delta`, and what
 * follows it, waits for the judge. A reply without calls is not judged, and still has results: without them the
 * client takes the server for one that does not judge (contract §27.2).
 */
export function addVerdicts(judge: Judge): MonoTypeOperatorFunction<Events> {
  return (replies) =>
    defer(() => {
      const collector = new CallCollector();
      return replies.pipe(
        concatMap((events) => {
          for (const event of events) collector.add(event);
          const end = events.findIndex(({ type }) => type === 'message_delta');
          if (end < 0) return of(events);
          const { calls } = collector;
          const judged = calls.length === 0 ? of(NOTHING_JUDGED) : judge(calls);
          const ending = judged.pipe(
            map((status): Events => events.slice(end).map((event) => addStatus(event, status))),
          );
          return end === 0 ? ending : concat(of(events.slice(0, end)), ending);
        }),
      );
    });
}

const NOTHING_JUDGED: SafeguardStatus = { type: 'available', tool_uses: {} };

function addStatus(event: StreamEvent, status: SafeguardStatus): StreamEvent {
  if (event.type !== 'message_delta') return event;
  return { ...event, delta: { ...event.delta, safeguard_results: [{ type: 'dangerous_tool_use', status }] } };
}
