import type { KeyRefusal } from './key-refusal.js';

/** How long a key is not used, and for what. */
export interface KeyRest {
  /** `key`: for every model; `model`: for the model of the request. */
  readonly scope: 'key' | 'model';
  readonly seconds: number;
}

const MINUTE = 60;
const QUARTER = 15 * MINUTE;
const HOUR = 60 * MINUTE;

/** The shortest rest in seconds, where the upstream names a time. */
const SHORTEST = 1;

interface Row extends KeyRest {
  readonly status: readonly number[];
  /** A pattern of the error's text; absent: any text. */
  readonly text?: RegExp;
  /** The upstream's `retry-after` is used instead of `seconds`. */
  readonly asks?: true;
}

/**
 * Refusals that concern a key (contract §17). The first row that matches counts; a refusal that matches none, such as
 * a 403 about one file, concerns only the request. No rest is permanent: keys are repaired at the provider.
 */
const ROWS: readonly Row[] = [
  { status: [402], scope: 'key', seconds: QUARTER, asks: true },
  // OpenAI's codes; Anthropic's sentence of a 400
  {
    status: [400, 403, 429],
    text: /insufficient_quota|billing_hard_limit_reached|credit balance is too low/,
    scope: 'key',
    seconds: QUARTER,
    asks: true,
  },
  { status: [401], scope: 'key', seconds: QUARTER },
  // The permissions of a key differ by model and account: Google says no more than "The caller does not have permission".
  { status: [403], text: /^(?!.*\b(?:file|image|url|video)s?\b)/is, scope: 'model', seconds: HOUR },
  { status: [404], text: /model_not_found|DeploymentNotFound|\bmodels?\b/i, scope: 'model', seconds: HOUR },
  { status: [429], scope: 'model', seconds: 10, asks: true },
];

/** The rest that a refusal causes for its key; undefined: none. */
export function toKeyRest({ status, text, retryAfter }: KeyRefusal): KeyRest | undefined {
  const row = ROWS.find((each) => each.status.includes(status) && (each.text?.test(text) ?? true));
  if (row === undefined) return undefined;
  const { scope, seconds, asks } = row;
  return { scope, seconds: asks && retryAfter !== undefined ? Math.max(retryAfter, SHORTEST) : seconds };
}
