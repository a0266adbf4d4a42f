import { makeElement } from '../parts/make-element.js';
import { makeFacts } from '../parts/make-facts.js';
import { showList } from '../parts/show-list.js';
import { toCachedPart, toCount, toDollars, toDuration, toPercent, toShortCount, toTime } from '../parts/to-words.js';

/** Shows the sums of one session, its models or pool members, and its moves; nothing where none is chosen. */
export function showSession(session) {
  const place = document.getElementById('session');
  showList(place, session === undefined ? [] : [session], ({ name }) => name, toPanel);
}

function toPanel(session) {
  const {
    name,
    token,
    group,
    requests,
    failed,
    input,
    cached,
    written,
    output,
    first_at: first,
    last_at: last,
  } = session;
  const facts = [
    ['Cost', toCost(session)],
    ['Cache hits', toPercent(toCachedPart(session))],
    ['Requests', failed === 0 ? toCount(requests) : `${toCount(requests)}, ${toCount(failed)} failed`],
    ['Tokens', `${toShortCount(input + cached + written)} in, ${toShortCount(output)} out`],
    ['Time', toDuration(last - first)],
    ['Latest request', toTime(last)],
  ];
  const person = [token, group === undefined ? undefined : `group ${group}`].filter((part) => part !== undefined);
  return makeElement(
    'section',
    { class: 'panel', 'aria-label': 'Session' },
    makeElement('h3', {}, 'Session ', makeElement('code', {}, name)),
    person.length === 0 ? undefined : makeElement('p', { class: 'soft' }, person.join(', ')),
    makeFacts(facts, 'figures'),
    makeElement('div', { class: 'split' }, toModels(session), toMoves(session)),
  );
}

/** What a session cost; a remark where the price of some requests is unknown. */
export function toCost({ cost, unpriced }) {
  if (unpriced > 0 && cost === 0) return 'unknown';
  return unpriced > 0 ? `${toDollars(cost)} +` : toDollars(cost);
}

function toModels({ models, pools }) {
  const counts = Object.entries(models).sort(([, a], [, b]) => b - a);
  const title = pools.length === 0 ? 'Requests by model' : `Requests by model, with pool ${pools.join(', ')}`;
  const items = counts.map(([name, count]) =>
    makeElement('li', {}, makeElement('span', { class: 'number' }, toCount(count)), makeElement('code', {}, name)),
  );
  return makeElement('div', {}, makeElement('h4', {}, title), makeElement('ul', { class: 'bare' }, ...items));
}

function toMoves({ moves, moved }) {
  if (moved === 0) return undefined;
  const title = moved > moves.length ? `Moves: ${toCount(moved)}, the latest` : `Moves: ${toCount(moved)}`;
  const items = moves.map(({ from, to, reason, at }) =>
    makeElement(
      'li',
      {},
      makeElement('span', { class: 'soft' }, toTime(at)),
      makeElement('span', {}, makeElement('code', {}, `${from} → ${to}`), ` ${reason}`),
    ),
  );
  return makeElement('div', {}, makeElement('h4', {}, title), makeElement('ul', { class: 'bare' }, ...items));
}
