/** A worker's request to its primary: the page of all workers. */
export const PAGE = 'metrics: page';
/** A primary's request to its workers: a snapshot. */
export const SNAPSHOT = 'metrics: snapshot';
/** A worker's message when it ends: its last snapshot. */
export const LAST_SNAPSHOT = 'metrics: last snapshot';
