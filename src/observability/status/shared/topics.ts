/** Sent by a worker to its primary, and from there to all others: the record of a finished request. */
export const REQUEST_RECORD = 'status: record';
