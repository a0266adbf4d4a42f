/** As many requests as the gateway remembers. */
const MAX_REQUESTS = 500;

let update;
let requests = [];

/** The latest update, with all requests that are known, newest first; undefined before the first. */
export function readStore() {
  return update === undefined ? undefined : { ...update, requests };
}

/** The first update of a stream has everything; each later one has what is new. */
export function beginStream() {
  requests = [];
}

/** Adds an update. */
export function keepUpdate(next) {
  update = next;
  const known = new Set(requests.map(({ id }) => id));
  requests = [...next.requests.filter(({ id }) => !known.has(id)), ...requests].slice(0, MAX_REQUESTS);
}

/** Removes all data of the gateway. */
export function forgetStore() {
  update = undefined;
  requests = [];
}
