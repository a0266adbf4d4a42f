/**
 * Whether a failure of this status is the upstream's own, so that another one may do better: what is broken or
 * overloaded there, and limits that are reached. What is wrong with the request is wrong everywhere, and what is
 * wrong with a credential is for whoever runs the gateway to see.
 */
export function mayPass(status: number): boolean {
  return status >= 500 || status === 429;
}

/** Whether it says that the upstream itself is not well. A limit that is reached does not. */
export function isUnwell(status: number): boolean {
  return status >= 500;
}
