import type { Lesson } from '../dialect.types.js';

/** Models that are remembered at most: names come from clients. */
const MAX_MODELS = 1000;

/** What upstreams have taught about their models, for as long as the process lives. */
export class LessonBook {
  private readonly byModel = new Map<string, Map<string, Lesson<unknown>>>();

  /** The body, corrected by everything that is known of this model. */
  apply(model: string, body: unknown): unknown {
    let corrected = body;
    for (const lesson of this.byModel.get(model)?.values() ?? []) corrected = lesson.apply(corrected);
    return corrected;
  }

  remember(model: string, lesson: Lesson<unknown>): void {
    if (lesson.once === true) return;
    const known = this.byModel.get(model) ?? new Map<string, Lesson<unknown>>();
    known.set(lesson.cause, lesson);
    if (!this.byModel.has(model) && this.byModel.size >= MAX_MODELS) return;
    this.byModel.set(model, known);
  }
}
