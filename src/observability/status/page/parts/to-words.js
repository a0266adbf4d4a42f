const NONE = '–';

const whole = new Intl.NumberFormat('en');
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** Tokens or requests, all digits. */
export function toCount(count) {
  return count === undefined ? NONE : whole.format(count);
}

/** The same in little space: `1.2M`. */
export function toShortCount(count) {
  return count === undefined ? NONE : short.format(count);
}

/** Dollars, with enough decimals to distinguish small sums; `unknown` stays unchanged. */
export function toDollars(cost) {
  if (typeof cost !== 'number') return cost ?? NONE;
  if (cost === 0) return '$0';
  if (cost < 0.0001) return '< $0.0001';
  return `$${cost.toFixed(cost >= 0.1 ? 2 : cost >= 0.01 ? 3 : 4)}`;
}

/** Milliseconds in readable units. */
export function toDuration(milliseconds) {
  if (milliseconds === undefined) return NONE;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 60) return `${minutes} min ${Math.floor(milliseconds / 1000) % 60} s`;
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `${Math.floor(minutes / 1440)} d ${Math.floor(minutes / 60) % 24} h`;
}

/** A part of one. */
export function toPercent(part) {
  return part === undefined ? NONE : `${Math.round(part * 100)} %`;
}

/** The time of the day, with seconds. */
export function toTime(milliseconds) {
  return clock.format(milliseconds);
}

/** The part of all input that came from a cache; undefined where there was no input. */
export function toCachedPart({ input = 0, cached = 0, written = 0 }) {
  const all = input + cached + written;
  return all === 0 ? undefined : cached / all;
}

/** A provider's model with its last part alone, where its name is a path: `fireworks/…/qwen3-coder`. */
export function toShortTarget(provider, model) {
  const parts = model.split('/');
  return parts.length > 1 ? `${provider}/…/${parts.at(-1)}` : `${provider}/${model}`;
}
