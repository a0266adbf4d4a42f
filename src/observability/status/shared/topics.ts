import type { Viewer } from '../records/viewer.js';

/** A worker's message to its primary: the record of a finished request. */
export const REQUEST_RECORD = 'status: record';
/** A primary's message to all workers: there is a new record. */
export const NEWS = 'status: news';
/** A worker's request to its primary: the figures of all workers. */
export const FIGURES = 'status: figures';
/** A primary's request to its workers: their present figures. */
export const LIVE = 'status: live figures';

/** The payload of `FIGURES`. */
export interface FiguresRequest {
  readonly viewer: Viewer;
  /** Only requests with a higher number. */
  readonly after: number;
}
