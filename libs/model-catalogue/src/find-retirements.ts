import { ownValue } from '@gateway/protocol';
import type { Model, Retirement } from './model-row.types.js';

export interface DatedRetirement extends Retirement {
  readonly model: string;
  readonly host: string;
  readonly date: string;
  /** Days until then; 0 or less: the model has ended. */
  readonly days: number;
}

const DAY_MS = 86_400_000;

/**
 * Models that end on a host within so many days of `today` (ISO date), those that have ended already included; the
 * nearest date first.
 */
export function findRetirements(
  models: readonly Model[],
  days: number,
  today: string,
  host: string,
): readonly DatedRetirement[] {
  return models
    .flatMap((model) => findRetirement(model, today, host) ?? [])
    .filter((retirement) => retirement.days <= days)
    .sort((a, b) => a.days - b.days);
}

function findRetirement(model: Model, today: string, host: string): DatedRetirement | undefined {
  const announced = findAnnouncement(model, host);
  if (announced?.date === undefined) return undefined;
  const days = Math.round((Date.parse(announced.date) - Date.parse(today)) / DAY_MS);
  return { ...announced, model: model.id, host, date: announced.date, days };
}

/** A host's announcement about a model; undefined: none. */
export function findAnnouncement({ retirement = {} }: Model, host: string): Retirement | undefined {
  return ownValue(retirement, host);
}
