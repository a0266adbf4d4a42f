import type { Route } from '@gateway/provider-kit';

/** Tokens that Claude Code assumes for a model name that it does not know (observed, 2.1.332). */
const ASSUMED_WINDOW = 1_000_000;

/** What the settings of a gateway mean for Claude Code. */
export interface RoutedModels {
  /** Those that the client's large models are routed to. */
  readonly routes: readonly Pick<Route, 'provider' | 'model'>[];
  /** Tokens that a model accepts as its prompt; undefined where that is unknown. */
  readonly windowOf: (route: Pick<Route, 'provider' | 'model'>) => number | undefined;
}

/** The smallest window of the routed models, as Claude Code's variable: it compacts before a request is too long. */
export function toClientVariables({ routes, windowOf }: RoutedModels): Readonly<Record<string, string>> {
  const windows = routes.map(windowOf).filter((window) => window !== undefined);
  const smallest = Math.min(...windows);
  return {
    ...(smallest < ASSUMED_WINDOW && { CLAUDE_CODE_MAX_CONTEXT_TOKENS: String(smallest) }),
  };
}
