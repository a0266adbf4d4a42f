import { goTo } from '../address.js';
import { makeElement } from '../parts/make-element.js';
import { showList } from '../parts/show-list.js';
import { isFiltered } from './find-requests.js';

const NO_FILTERS = { outcome: undefined, model: undefined, person: undefined, session: undefined };

/** Shows a choice for each filter, of the values that the requests have. */
export function showFilters(requests, address) {
  const shown = toFilters(requests)
    .map((filter) => ({ ...filter, options: withCurrent(filter, address[filter.name]) }))
    .filter(({ options }) => options.length > 0);
  const items = [...shown, { name: 'clear', isShown: isFiltered(address) }];
  const place = document.getElementById('filters');
  showList(
    place,
    items,
    ({ name }) => name,
    (item) => (item.options === undefined ? toClear(item) : toChoice(item)),
  );
  for (const select of place.querySelectorAll('select')) select.value = address[select.name] ?? '';
}

function toFilters(requests) {
  const unique = (of) => [...new Set(requests.map(of).filter((value) => value !== undefined))].sort();
  const plain = (values) => values.map((value) => ({ value, text: value }));
  const errors = unique(({ outcome }) => outcome).filter((outcome) => outcome !== 'ok' && outcome !== 'left');
  return [
    {
      name: 'outcome',
      title: 'Result',
      options: [
        { value: 'failed', text: 'failed' },
        { value: 'ok', text: 'ok' },
        { value: 'left', text: 'client left' },
        ...plain(errors),
      ],
    },
    {
      name: 'model',
      title: 'Model',
      options: plain([...unique(({ asked }) => asked), ...unique(({ provider, model }) => `${provider}/${model}`)]),
    },
    { name: 'person', title: 'Person', options: plain(unique(({ token }) => token)) },
    { name: 'session', title: 'Session', options: plain(unique(({ session }) => session)) },
  ];
}

/** A link may name a value that no request has any more. */
function withCurrent({ options }, current) {
  if (current === undefined || options.some(({ value }) => value === current)) return options;
  return [...options, { value: current, text: current }];
}

function toChoice({ name, title, options }) {
  const all = makeElement('option', { value: '' }, 'all');
  const select = makeElement(
    'select',
    { name, id: `filter-${name}` },
    all,
    ...options.map(({ value, text }) => makeElement('option', { value }, text)),
  );
  select.addEventListener('change', () => goTo({ [name]: select.value || undefined }));
  return makeElement('div', {}, makeElement('label', { for: `filter-${name}` }, title), select);
}

function toClear({ isShown }) {
  const button = makeElement('button', { type: 'button', class: 'quiet' }, 'Clear');
  button.hidden = !isShown;
  button.addEventListener('click', () => goTo(NO_FILTERS));
  return button;
}
