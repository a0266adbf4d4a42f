import { findAnnouncement } from './find-retirements.js';
import type { Model } from './model-row.types.js';

export type Lifecycle = 'live' | 'deprecated' | 'retired';

/**
 * What a model is on a host: `deprecated` from the announcement of its end or of a successor, `retired` from the date.
 * @param today ISO date
 */
export function toLifecycle(model: Model, today: string, host: string): Lifecycle {
  const announced = findAnnouncement(model, host);
  if (announced === undefined) return 'live';
  return announced.date !== undefined && announced.date <= today ? 'retired' : 'deprecated';
}
