/** What a worker asks its primary for: the page of all workers. */
export const PAGE = 'metrics: page';
/** What a primary asks its workers for: a snapshot. */
export const SNAPSHOT = 'metrics: snapshot';
/** What a worker leaves behind when it ends: its last snapshot. */
export const LAST_SNAPSHOT = 'metrics: last snapshot';
