/**
 * Bytes of a request from which each step of it runs in a tick of the event loop of its own: other streams continue in
 * between.
 */
export const LARGE_BODY = 2 ** 20;
