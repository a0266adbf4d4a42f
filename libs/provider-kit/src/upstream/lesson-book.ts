import type { Dialect, Lesson } from '../dialect.types.js';
import type { Prepared } from '../prepare/prepared.types.js';

/** Models that are remembered at most: names come from clients. */
const MAX_MODELS = 1000;

type AnyDialect = Dialect<unknown, unknown>;

/** What upstreams have taught about their models, for as long as the process lives. */
export class LessonBook {
  private readonly byModel = new Map<string, Map<string, Lesson<unknown>>>();

  /** The body of a request, corrected by everything that is known of its model; what that does is noted. */
  toBody(dialect: AnyDialect, prepared: Prepared): unknown {
    let body = dialect.toBody(prepared);
    for (const lesson of this.byModel.get(keyOf(dialect, prepared))?.values() ?? []) {
      const corrected = lesson.apply(body);
      if (corrected !== body && lesson.change !== undefined) prepared.changes.add(lesson.change);
      body = corrected;
    }
    return body;
  }

  remember(dialect: AnyDialect, prepared: Prepared, lesson: Lesson<unknown>): void {
    if (lesson.once === true) return;
    const key = keyOf(dialect, prepared);
    const known = this.byModel.get(key) ?? new Map<string, Lesson<unknown>>();
    known.set(lesson.cause, lesson);
    if (!this.byModel.has(key) && this.byModel.size >= MAX_MODELS) return;
    this.byModel.set(key, known);
  }
}

function keyOf({ name }: AnyDialect, { model }: Prepared): string {
  return `${name} ${model}`;
}
