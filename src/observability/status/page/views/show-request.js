import { goTo, readAddress, toAddress } from '../address.js';
import { makeChanges } from '../parts/make-changes.js';
import { makeElement } from '../parts/make-element.js';
import { makeFacts } from '../parts/make-facts.js';
import { showList } from '../parts/show-list.js';
import { toBadge, toOutcomeText } from '../parts/to-badge.js';
import { toCachedPart, toCount, toDollars, toDuration, toPercent, toTime } from '../parts/to-words.js';

/** Other requests of the session that are listed. */
const OTHERS = 20;

const dialog = document.getElementById('request');

/** Opens the request that the address names; closes the dialog where it names none. */
export function showRequest({ requests }, { request: id }) {
  if (id === undefined) return dialog.close();
  const request = requests.find((each) => each.id === id);
  const others = toOthers(requests, request);
  const item = request === undefined ? { id, others } : { ...request, others };
  showList(
    dialog,
    [item],
    (each) => each.id,
    (each) => (request === undefined ? toMissing(each) : toDetail(each)),
  );
  if (!dialog.open) dialog.showModal();
}

// Escape closes it, and a click beside it.
dialog.addEventListener('close', () => {
  if (readAddress().request !== undefined) goTo({ request: undefined });
});
dialog.addEventListener('click', ({ target }) => {
  if (target === dialog) dialog.close();
});

function toOthers(requests, request) {
  if (request?.session === undefined) return [];
  const all = requests.filter(({ id, session }) => id !== request.id && session === request.session);
  return all.slice(0, OTHERS);
}

function toHead(title, ...more) {
  const close = makeElement('button', { type: 'button', class: 'quiet', 'aria-label': 'Close' }, '✕');
  close.addEventListener('click', () => dialog.close());
  return makeElement(
    'header',
    {},
    makeElement('h2', { id: 'request-title', tabindex: '-1', autofocus: '' }, title),
    ...more,
    close,
  );
}

function toMissing({ id }) {
  const text =
    'The gateway remembers its last 500 requests since its start, each replica its own. This one is not among them.';
  return makeElement('div', { class: 'sheet' }, toHead(id), makeElement('p', { class: 'empty' }, text));
}

function toDetail(request) {
  const { id, reason, changes, others } = request;
  return makeElement(
    'div',
    { class: 'sheet' },
    toHead(toBadge(request), toCopy()),
    makeElement('p', { class: 'id' }, makeElement('code', {}, id)),
    reason === undefined ? undefined : makeElement('p', { class: 'why' }, reason),
    makeElement('h3', {}, 'Route'),
    makeFacts(toRoute(request)),
    makeElement('h3', {}, 'Time and tokens'),
    makeFacts(toFigures(request), 'figures'),
    makeElement('h3', {}, changes.length === 0 ? 'Changes' : `Changes: ${toCount(changes.length)}`),
    makeChanges(changes),
    ...(others.length === 0 ? [] : [makeElement('h3', {}, 'Others of this session'), toList(others)]),
  );
}

/** Copies the link; browsers offer the clipboard only on https and on localhost. */
function toCopy() {
  if (navigator.clipboard === undefined) return undefined;
  const button = makeElement('button', { type: 'button', class: 'quiet' }, 'Copy link');
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(location.href);
    button.textContent = 'Copied';
  });
  return button;
}

function toRoute(request) {
  const { asked, provider, model, rule, pool, move, fallback, token, group, session, agent } = request;
  const sessionLink =
    session && makeElement('a', { href: toAddress({ view: 'requests', session, request: undefined }) }, session);
  return [
    ['Asked for', makeElement('code', {}, asked)],
    ['Served by', makeElement('code', {}, `${provider}/${model}`)],
    ['Rule', rule],
    ['Pool', pool],
    ['Moved', move && `${move.from} → ${move.to} (${move.reason})`],
    ['Fallback', fallback],
    ['Ended', new Date(request.at).toLocaleString()],
    ['Person', group === undefined ? token : `${token}, group ${group}`],
    ['Session', sessionLink],
    ['Agent', agent],
    ['Stop reason', request.stop_reason],
    ['Upstream’s id', request.upstream_id && makeElement('code', {}, request.upstream_id)],
  ];
}

function toFigures(request) {
  const { first_token: first, duration, output, messages, tools, stream } = request;
  const streaming = first === undefined ? undefined : duration - first;
  const speed = streaming > 0 && output > 0 ? `${Math.round((output * 1000) / streaming)} tokens/s` : undefined;
  const cached = request.cached && `${toCount(request.cached)}, ${toPercent(toCachedPart(request))}`;
  return [
    ['First token', given(toDuration, first)],
    ['Duration', toDuration(duration)],
    ['Speed', speed],
    ['Cost', given(toDollars, request.cost)],
    ['Input', given(toCount, request.input)],
    ['Cached', cached === 0 ? '0' : cached],
    ['Written to cache', given(toCount, request.written)],
    ['Output', given(toCount, output)],
    ['Messages', given(toCount, messages)],
    ['Tools', given(toCount, tools)],
    ['Streamed', stream === undefined ? undefined : stream ? 'yes' : 'no'],
  ];
}

/** A figure in words; undefined where there is none, so that it is left out. */
function given(say, figure) {
  return figure === undefined ? undefined : say(figure);
}

function toList(others) {
  const items = others.map((other) =>
    makeElement(
      'li',
      {},
      makeElement('a', { href: toAddress({ request: other.id }) }, toTime(other.at)),
      makeElement('span', { class: 'name' }, other.asked),
      makeElement('span', { title: toOutcomeText(other) }, toBadge(other)),
      makeElement('span', { class: 'number' }, toDollars(other.cost)),
    ),
  );
  return makeElement('ul', { class: 'others' }, ...items);
}
