/** Sent by a worker to its primary: the line of a record. A file that several processes rename loses lines. */
export const AUDIT_LINE = 'audit: line';
