/** Bytes of a request from which on each step of it has a turn of the event loop of its own: streams go on between. */
export const LARGE_BODY = 2 ** 20;
