import { toAddress } from '../address.js';
import { makeElement } from '../parts/make-element.js';
import { showList } from '../parts/show-list.js';
import { toCount, toTime } from '../parts/to-words.js';

/** Shows what an operator should know before anything else: providers that fail, with the reason, and the demo. */
export function showNotices({ providers, is_demo: isDemo, requests }) {
  const list = document.getElementById('notices');
  const failing = Object.entries(providers)
    .filter(([, { status }]) => status === 'failing')
    .map(([name, health]) => ({ name, health, latest: findLatest(name, health, requests) }));
  const notices = isDemo ? [...failing, { name: 'demo', isDemo }] : failing;
  list.hidden = notices.length === 0;
  // Screen readers announce an item when it changes, so it changes only with its data.
  showList(
    list,
    notices,
    ({ name, isDemo: demo }) => `${demo} ${name}`,
    (notice) => (notice.isDemo ? toDemo() : toFailing(notice)),
  );
}

/** The latest failed request of a provider, which has the reason in full. */
function findLatest(name, { last_failure: last }, requests) {
  const found = requests.find(({ provider, outcome }) => provider === name && outcome === last.type);
  return found && { id: found.id, reason: found.reason };
}

function toFailing({ name, health: { failures_in_a_row: count, last_failure: last }, latest }) {
  const times = count === 1 ? 'the last request' : `${toCount(count)} requests in a row`;
  const when = `last at ${toTime(Date.parse(last.at))}`;
  return makeElement(
    'li',
    { class: 'failing' },
    makeElement('strong', {}, `${name} fails: ${last.status} ${last.type}, ${times}, ${when}`),
    latest?.reason === undefined
      ? undefined
      : makeElement('span', { class: 'reason', title: latest.reason }, latest.reason),
    latest === undefined ? undefined : makeElement('a', { href: toAddress({ request: latest.id }) }, 'Open it'),
  );
}

function toDemo() {
  const command = makeElement('code', {}, 'npm start -- init');
  const text = makeElement('span', {}, 'Demo: no provider is configured, so no model answers. Next: ', command);
  return makeElement('li', {}, text);
}
