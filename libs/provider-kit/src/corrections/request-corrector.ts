import type { ChangeCode } from '../changes.js';
import type { BufferedResponse } from '../failure/buffered-response.types.js';
import type { ProviderContext } from '../provider-context.types.js';
import { refuseDegraded } from '../refuse-degraded.js';
import type { CorrectionTable, CorrectionTarget, RequestCorrection } from './correction.types.js';
import { recognizeRefusal } from './recognize-refusal.js';
import type { Refusal } from './refusal.types.js';

/** Corrections of one request at most; each cause counts once. */
const MAX_CORRECTIONS = 6;

export interface CorrectorParts<Body, Source> {
  readonly context: ProviderContext;
  readonly target: CorrectionTarget;
  /** Absent: this upstream's refusals are final. */
  readonly table: CorrectionTable<Body, Source> | undefined;
  /** What the body was made of. */
  readonly source: Source;
  /** Grows with what the corrections change. */
  readonly changes: Set<ChangeCode>;
}

/** Corrects one request: first by what is known of its upstream and model, then by the upstream's refusals. */
export class RequestCorrector<Body, Source> {
  /** The causes corrected so far, each with the sentence that taught it. */
  private readonly causes = new Map<string, string>();
  /** The body before any correction, and the corrections of this request alone. */
  private uncorrected: Body | undefined;
  private readonly once: RequestCorrection<Body>[] = [];

  constructor(private readonly parts: CorrectorParts<Body, Source>) {}

  /** The body in the form that this upstream is known to accept. */
  applyKnown(body: Body): Body {
    this.uncorrected = body;
    const { context, target, changes } = this.parts;
    const known = context.corrections.apply(target, body, changes);
    return this.once.reduce((corrected, correction) => correction.apply(corrected), known);
  }

  /**
   * The body corrected for the refusal; the correction is remembered and logged. Undefined where nothing can be
   * corrected; corrections after which the same refusal came again are then forgotten.
   *
   * @throws ApiError with `STRICT`, where the correction loses something
   */
  correct(failure: BufferedResponse, sent: Body): Body | undefined {
    const refusal = this.read(failure);
    const correction = refusal && this.find(refusal, sent);
    if (correction === undefined) {
      this.forget(refusal?.message);
      return undefined;
    }
    const { context, target, changes } = this.parts;
    const { cause, change, once = false } = correction;
    this.causes.set(cause, refusal?.message ?? '');
    if (once) this.once.push(correction);
    context.corrections.remember(target, correction);
    if (change !== undefined) changes.add(change);
    refuseDegraded(context, changes, target.upstream);
    context.log.info({ cause, model: target.model, backend: target.upstream, once }, 'request corrected');
    // From the beginning, so that the next request has the same bytes whatever was learnt first.
    return this.uncorrected === undefined ? correction.apply(sent) : this.applyKnown(this.uncorrected);
  }

  private read(failure: BufferedResponse): Refusal | undefined {
    try {
      return this.parts.table?.readRefusal(failure);
    } catch {
      // A failure of no known form corrects nothing; the client receives it unchanged.
      return undefined;
    }
  }

  private forget(sentence: string | undefined): void {
    const { context, target } = this.parts;
    for (const [cause, taught] of this.causes) if (taught === sentence) context.corrections.forget(target, cause);
  }

  private find(refusal: Refusal, sent: Body): RequestCorrection<Body> | undefined {
    const { table, source } = this.parts;
    if (table === undefined || this.causes.size >= MAX_CORRECTIONS) return undefined;
    try {
      for (const rule of table.rules) {
        const recognized = recognizeRefusal(refusal, rule.forms);
        const correction = recognized && rule.correct(recognized, sent, source);
        if (correction !== undefined) return this.causes.has(correction.cause) ? undefined : correction;
      }
    } catch {
      // A failure of no known form corrects nothing; the client receives it unchanged.
    }
    return undefined;
  }
}
