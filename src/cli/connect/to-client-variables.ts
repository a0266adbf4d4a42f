import type { Route } from '@gateway/provider-kit';

/** Tokens that Claude Code assumes for a model name that it does not know (observed, 2.1.332). */
const ASSUMED_WINDOW = 1_000_000;

/** Seconds that Claude Code waits for a response by default. */
const DEFAULT_TIMEOUT = 600;
/** Seconds in which the gateway reports its own timeout, before the client's would end the request. */
const MARGIN = 30;
/** Milliseconds for a gateway whose timeouts are without limit. */
const LONGEST_TIMEOUT = 3_600_000;

type Target = Pick<Route, 'provider' | 'model'>;

/** A family of the client's models that another model answers for. */
export interface ServedFamily {
  /** As in the client's variables: `OPUS`. */
  readonly family: string;
  /** The client's own name of its newest model. */
  readonly id: string;
  readonly target: Target;
}

/** What the settings of a gateway mean for Claude Code. */
export interface RoutedModels {
  /** Those that the client's large models are routed to. */
  readonly routes: readonly Target[];
  /** Tokens that a model accepts as its prompt; undefined where that is unknown. */
  readonly windowOf: (route: Target) => number | undefined;
  readonly families: readonly ServedFamily[];
  /** Seconds of each wait within a request; 0 is without limit. */
  readonly waits: readonly number[];
}

/**
 * Further variables of Claude Code: the smallest window of the routed models, so that it compacts before a request is
 * too long; names for `/model`, which it shows only beside a model of their own; and a timeout over the gateway's.
 */
export function toClientVariables(models: RoutedModels): Readonly<Record<string, string>> {
  const windows = models.routes.map(models.windowOf).filter((window) => window !== undefined);
  const smallest = Math.min(...windows);
  return {
    ...(smallest < ASSUMED_WINDOW && { CLAUDE_CODE_MAX_CONTEXT_TOKENS: String(smallest) }),
    ...Object.fromEntries(models.families.flatMap(toNames)),
    API_TIMEOUT_MS: String(toTimeout(models.waits)),
  };
}

function toNames({ family, id, target: { provider, model } }: ServedFamily): readonly (readonly [string, string])[] {
  return [
    [`ANTHROPIC_DEFAULT_${family}_MODEL`, id],
    [`ANTHROPIC_DEFAULT_${family}_MODEL_NAME`, `${provider}/${model}`],
  ];
}

function toTimeout(waits: readonly number[]): number {
  if (waits.includes(0)) return LONGEST_TIMEOUT;
  const total = waits.reduce((sum, seconds) => sum + seconds, 0);
  return Math.min(LONGEST_TIMEOUT, 1000 * Math.max(DEFAULT_TIMEOUT, total + MARGIN));
}
