const DAY = 24 * 60 * 60_000;

/**
 * The time that `--since` names: a date (`2026-11-01`, in UTC), a time in ISO 8601, or a number of days back (`30d`).
 *
 * @throws Error for any other text
 */
export function toSince(text: string, now = Date.now()): Date {
  const days = /^(\d{1,5})d$/.exec(text)?.[1];
  const date = days === undefined ? new Date(text) : new Date(now - Number(days) * DAY);
  if (Number.isNaN(date.getTime()))
    throw new Error(`--since must be a date such as 2026-11-01, or days such as 30d, not ${JSON.stringify(text)}`);
  return date;
}
