/**
 * What the page shows, held in the fragment of its URL, so that a link leads to it: the view, the time of the charts,
 * the filters, the open request. Never the token.
 */
const NAMES = ['view', 'span', 'outcome', 'model', 'person', 'session', 'request'];

/** The state that the fragment names; absent names are undefined. */
export function readAddress() {
  const params = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries(NAMES.map((name) => [name, params.get(name) ?? undefined]));
}

/** A link to the present state with these changes; undefined removes a name. */
export function toAddress(changes) {
  const state = { ...readAddress(), ...changes };
  const params = new URLSearchParams();
  for (const name of NAMES) if (state[name]) params.set(name, state[name]);
  return `#${params}`;
}

/** Goes to the present state with these changes, as a link would. */
export function goTo(changes) {
  location.hash = toAddress(changes);
}
