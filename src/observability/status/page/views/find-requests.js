/** Each filter of the address: whether a request passes it. */
const FILTERS = {
  outcome: ({ outcome }, wanted) => (wanted === 'failed' ? outcome !== 'ok' && outcome !== 'left' : outcome === wanted),
  model: ({ asked, provider, model }, wanted) => asked === wanted || `${provider}/${model}` === wanted,
  person: ({ token }, wanted) => token === wanted,
  session: ({ session }, wanted) => session === wanted,
};

/** The requests that pass the filters of the address. */
export function findRequests(requests, address) {
  const set = Object.entries(FILTERS).filter(([name]) => address[name] !== undefined);
  return requests.filter((request) => set.every(([name, passes]) => passes(request, address[name])));
}

/** Whether the address filters at all. */
export function isFiltered(address) {
  return Object.keys(FILTERS).some((name) => address[name] !== undefined);
}
