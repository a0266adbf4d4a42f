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
 * What a refusal must look like. Every condition that is given must hold, so that a refusal that only quotes a
 * word of the request is not taken for one about that word.
 */
export interface RefusalForm {
  /** Absent: 400 and 422, the statuses of a request that the upstream does not take. */
  readonly status?: readonly number[];
  /** `undefined` in the list: the error has no code. */
  readonly code?: readonly (string | undefined)[];
  readonly param?: ReadonlySet<string>;
  /** Its groups are handed to the rule. It must be linear: the text is foreign. */
  readonly sentence?: RegExp;
  readonly body?: (body: unknown) => boolean;
}

/** A refusal of a known form, with the groups of the form's sentence; group 0 is the whole match. */
export interface RecognizedRefusal extends Refusal {
  readonly groups: readonly (string | undefined)[];
}
