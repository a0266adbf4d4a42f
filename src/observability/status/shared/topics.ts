/** Told by a worker to its primary, and by that to all others: the record of a request that is over. */
export const REQUEST_RECORD = 'status: record';
