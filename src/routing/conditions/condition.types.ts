/** Kinds of requests that a rule of `MODEL_MAP` may be limited to. */
export const REQUEST_KINDS = ['subagent', 'compaction', 'background', 'web-search'] as const;

export type RequestKind = (typeof REQUEST_KINDS)[number];

/** A kind of request, or a prompt of more than so many tokens. */
export type Condition = RequestKind | { readonly over: number };

/** What a request shows that conditions ask for. */
export interface RouteFacts {
  /** What in the request meets a condition, for display; undefined where it is not met. */
  meets(condition: Condition): string | undefined;
}

/** Meets no condition: a request of which nothing is known. */
export const NO_FACTS: RouteFacts = { meets: () => undefined };
