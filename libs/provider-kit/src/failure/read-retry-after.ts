const UNITS: ReadonlyMap<string, number> = new Map([
  ['ms', 0.001],
  ['s', 1],
  ['m', 60],
  ['h', 3600],
]);

/** A pause in words, "try again in 9m38.016s", "wait 15 seconds", "resets in 2 minutes", and `retry_after: 7`. */
const PAUSE =
  /(?:try again|retry|wait|resets?|available)(?: again)?(?: in| after| for)? ((?:\d{1,9}(?:\.\d{1,12})? ?(?:ms|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s) ?){1,4})(?!\w)/i;
const BARE_PAUSE = /retry[_-]after["']?[:=] ?["']?(\d{1,9})(?![\w-])/i;

/** Seconds of a duration as OpenAI and Google write it: `6m0s`, `1.5s`, `120ms`; undefined where it is none. */
export function readDuration(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|h|m|s))+$/.test(text)) return undefined;
  const amounts = text.split(/[a-z]+/);
  const units = text.split(/[\d.]+/).slice(1);
  return units.reduce((seconds, unit, i) => seconds + Number(amounts[i]) * (UNITS.get(unit) ?? 0), 0);
}

/**
 * The `retry-after` header for the client, in whole seconds. Sources, in this order: the upstream's own header,
 * `retry-after-ms`, a delay in its error body, the text of its message ("try again in 1.2s").
 */
export function readRetryAfter(headers: Headers, message: string, delay?: string): Record<string, string> {
  const ms = Number(headers.get('retry-after-ms') ?? NaN);
  const given = headers.get('retry-after');
  const words = PAUSE.exec(message)?.[1] ?? BARE_PAUSE.exec(message)?.[1];
  const seconds =
    fromHeader(given) ??
    (Number.isFinite(ms) ? ms / 1000 : undefined) ??
    readDuration(delay ?? '') ??
    readDuration(toUnits(words ?? ''));
  return seconds === undefined ? {} : { 'retry-after': String(Math.ceil(seconds)) };
}

/** A duration with the units of `readDuration`; a bare number means seconds. */
function toUnits(words: string): string {
  if (/^\d+$/.test(words)) return `${words}s`;
  return words.replaceAll(' ', '').replaceAll(/(ms|h|m|s)[a-z]*/gi, (_, unit: string) => unit.toLowerCase());
}

function fromHeader(value: string | null): number | undefined {
  if (value === null) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - Date.now()) / 1000);
}
