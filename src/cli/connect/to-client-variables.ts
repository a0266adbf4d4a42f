import type { Route } from '@gateway/provider-kit';

/** Tokens that Claude Code assumes for a model name that it does not know (observed, 2.1.332). */
const ASSUMED_WINDOW = 1_000_000;

/** What the settings of a gateway mean for Claude Code. */
export interface RoutedModels {
  /** Those that the client's large models are routed to. */
  readonly routes: readonly Pick<Route, 'provider' | 'model'>[];
  /** Tokens that a model accepts as its prompt; undefined where that is unknown. */
  readonly windowOf: (route: Pick<Route, 'provider' | 'model'>) => number | undefined;
  /** Whether a rule of MODEL_MAP has a condition. */
  readonly hasConditions: boolean;
}

/**
 * Further variables of Claude Code: the smallest window of the routed models, so that it compacts before a request is
 * too long; and the hint headers, where conditions of routes read them.
 */
export function toClientVariables({ routes, windowOf, hasConditions }: RoutedModels): Readonly<Record<string, string>> {
  const windows = routes.map(windowOf).filter((window) => window !== undefined);
  const smallest = Math.min(...windows);
  return {
    ...(smallest < ASSUMED_WINDOW && { CLAUDE_CODE_MAX_CONTEXT_TOKENS: String(smallest) }),
    ...(hasConditions && { CLAUDE_CODE_GATEWAY_HINT_HEADERS: '1' }),
  };
}
