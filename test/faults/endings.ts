import type { FaultName } from '../kit/faults/faults.js';

/** How a request may end: with the answer; with bytes handed on as they came; cut off, for all to see; with an error,
 * as a status or, where the answer has begun, as its last event. */
export type Ending =
  | 'the answer'
  | 'what came'
  | 'a broken connection'
  | { readonly status: number; readonly type: string }
  | { readonly event: string };

/** How a streamed and a whole answer end. */
export interface Endings {
  readonly stream: Ending;
  readonly whole: Ending;
}

const both = (ending: Ending): Endings => ({ stream: ending, whole: ending });
const UNREACHABLE = { status: 502, type: 'api_error' };
const BROKEN: Endings = { stream: { event: 'api_error' }, whole: UNREACHABLE };
const TOO_SLOW = { status: 504, type: 'timeout_error' };

/** How an answer ends that is translated. */
export const TRANSLATED: Readonly<Record<FaultName, Endings>> = {
  'none at all': both('the answer'),
  'a reset before the headers': both(UNREACHABLE),
  'a reset in the middle': BROKEN,
  'silence before the headers': both(TOO_SLOW),
  'silence in the middle': { stream: { event: 'timeout_error' }, whole: TOO_SLOW },
  'a truncated chunk': BROKEN,
  'a garbage chunk': BROKEN,
  'a wrong content type': both('the answer'),
  'an HTML page': both(UNREACHABLE),
  'a redirect': both(UNREACHABLE),
  'one byte at a time': both('the answer'),
  'an event of ten million characters': both('the answer'),
  'a gzipped answer': both('the answer'),
  'an early end': BROKEN,
  'a late error': { stream: { event: 'api_error' }, whole: { status: 500, type: 'api_error' } },
  'its end twice': { stream: 'the answer', whole: UNREACHABLE },
  'a header of 100 kB': both(UNREACHABLE),
  'a header that is no text': both('the answer'),
};

/** How an answer ends that is passed through as bytes: the same, but faults inside of the bytes are not noticed. */
export const HANDED_ON: Readonly<Record<FaultName, Endings>> = {
  ...TRANSLATED,
  'a reset in the middle': { stream: { event: 'api_error' }, whole: 'a broken connection' },
  'silence in the middle': { stream: { event: 'timeout_error' }, whole: 'a broken connection' },
  'a truncated chunk': both('what came'),
  'a garbage chunk': both('what came'),
  'an early end': both('what came'),
  'a late error': { stream: { event: 'api_error' }, whole: 'what came' },
  'its end twice': both('what came'),
};
