/** An upstream's refusal of a request, as its dialect reads it. */
export interface Refusal {
  readonly status: number;
  /** The error's sentence; empty where the body has none. */
  readonly message: string;
  readonly code?: string | undefined;
  /** The field of the request that the error names. */
  readonly param?: string | undefined;
  /** The parsed body, for an error that has neither code nor sentence. */
  readonly body: unknown;
}

/**
 * Conditions that a refusal must meet. All that are given must hold, so that a refusal that only quotes a word of the
 * request is not mistaken for one about that word.
 */
export interface RefusalForm {
  /** Absent: 400 and 422, the statuses of an invalid request. */
  readonly status?: readonly number[];
  /** `undefined` in the list: the error has no code. */
  readonly code?: readonly (string | undefined)[];
  readonly param?: ReadonlySet<string>;
  /** Its groups are passed to the rule. It must be linear: the text comes from another system. */
  readonly sentence?: RegExp;
  readonly body?: (body: unknown) => boolean;
}

/** A refusal of a known form, with the groups of the form's sentence; group 0 is the whole match. */
export interface RecognizedRefusal extends Refusal {
  readonly groups: readonly (string | undefined)[];
}
