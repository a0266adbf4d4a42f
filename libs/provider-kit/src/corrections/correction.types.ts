import type { ChangeCode } from '../changes.js';
import type { BufferedResponse } from '../failure/buffered-response.types.js';
import type { RecognizedRefusal, Refusal, RefusalForm } from './refusal.types.js';

/**
 * One correction of a request that the upstream refused, read from its error. It is applied to the same request
 * at once and, until it expires, to later requests for the same upstream and model.
 */
export interface RequestCorrection<Body> {
  /** Names the correction; a later one of the same cause replaces it. */
  readonly cause: string;
  /**
   * Its place among the corrections of one upstream, lowest first, where one builds on another; the order in which
   * they were learnt must not show in the bytes. Absent: 0.
   */
  readonly rank?: number;
  /** It holds for one request only. */
  readonly once?: boolean;
  /** The trait of the upstream that a setting could give instead: `midSystem=user`. */
  readonly trait?: string;
  /** The code of the change, where client or operator should know about it. */
  readonly change?: ChangeCode;
  /** The corrected body; the same object where there is nothing to correct. Pure: equal bodies give equal bytes. */
  apply(body: Body): Body;
}

/** One row of a table of corrections: how a refusal is recognized, and what is changed then. */
export interface CorrectionRule<Body, Source = unknown> {
  /** The refusal has one of these forms. */
  readonly forms: readonly RefusalForm[];
  /** @returns undefined where the refused request has nothing that could be changed without harm */
  correct(refusal: RecognizedRefusal, sent: Body, source: Source): RequestCorrection<Body> | undefined;
}

/**
 * The corrections for an upstream's refusals. The first rule that returns a correction counts.
 *
 * @typeParam Source what the body was made of, for corrections that translate again
 */
export interface CorrectionTable<Body, Source = unknown> {
  readRefusal(failure: BufferedResponse): Refusal;
  readonly rules: readonly CorrectionRule<Body, Source>[];
}

/** The upstream and the model that a correction belongs to. */
export interface CorrectionTarget {
  /** Its name in errors: `openai-chat`, `eu-chat`. */
  readonly upstream: string;
  readonly model: string;
}

/** A remembered correction, as the status page shows it. Times in milliseconds since 1970. */
export interface CorrectionRecord extends CorrectionTarget {
  readonly cause: string;
  readonly trait?: string;
  readonly change?: ChangeCode;
  readonly learntAt: number;
  readonly expiresAt: number;
}
