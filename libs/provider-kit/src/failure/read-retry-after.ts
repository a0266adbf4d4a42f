const UNITS: ReadonlyMap<string, number> = new Map([
  ['ms', 0.001],
  ['s', 1],
  ['m', 60],
  ['h', 3600],
]);

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
  const words = /(?:try again|retry) (?:in|after) ((?:\d{1,9}(?:\.\d{1,12})? ?(?:ms|h|m|seconds?|s)){1,4})\b/i.exec(
    message,
  )?.[1];
  const seconds =
    fromHeader(given) ??
    (Number.isFinite(ms) ? ms / 1000 : undefined) ??
    readDuration(delay ?? '') ??
    readDuration((words ?? '').replace(/ ?seconds?/, 's'));
  return seconds === undefined ? {} : { 'retry-after': String(Math.ceil(seconds)) };
}

function fromHeader(value: string | null): number | undefined {
  if (value === null) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - Date.now()) / 1000);
}
