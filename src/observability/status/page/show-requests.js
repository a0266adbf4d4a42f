import { makeElement } from './make-element.js';
import { toCount, toDollars, toDuration, toTime } from './to-words.js';

/** As many as the gateway remembers, and as many as are shown at first. */
const KEPT = 200;
const SHOWN = 12;

const body = document.getElementById('requests');
const more = document.getElementById('more');

/** Inserts the new ones above the others, whose rows stay, so that the scroll position is kept. */
export function showRequests(requests) {
  const isFirst = body.childElementCount === 0;
  const known = new Set([...body.children].map((row) => row.dataset.id));
  const rows = requests.filter(({ id }) => !known.has(id)).map(toRow);
  if (!isFirst) for (const row of rows) row.classList.add('fresh');
  body.prepend(...rows);
  while (body.childElementCount > KEPT) body.lastElementChild.remove();
  document.getElementById('no-requests').hidden = body.childElementCount > 0;
  arrange();
}

function arrange() {
  const showsAll = more.getAttribute('aria-expanded') === 'true';
  [...body.children].forEach((row, i) => (row.hidden = !showsAll && i >= SHOWN));
  more.hidden = body.childElementCount <= SHOWN;
  more.textContent = showsAll ? `Show only ${SHOWN}` : `Show all ${body.childElementCount}`;
}

more.addEventListener('click', () => {
  more.setAttribute('aria-expanded', String(more.getAttribute('aria-expanded') !== 'true'));
  arrange();
});

function toRow(request) {
  const { changes, outcome, status, stop_reason: stop, session, token } = request;
  const failed = outcome !== 'ok' && outcome !== 'left';
  const row = makeElement(
    'tr',
    // Explicit roles, because a screen reader does not treat a table that is drawn as cards as one.
    { role: 'row' },
    toCell('Ended', toTime(request.at), undefined, 'when'),
    makeElement(
      'td',
      { class: 'model', role: 'cell' },
      makeElement('span', { class: 'name' }, request.asked),
      makeElement('small', { class: 'name' }, `→ ${request.provider}/${request.model}`),
      changes.length === 0 ? undefined : toChanges(changes),
    ),
    toCell('Outcome', toOutcome(outcome, status), stop, failed ? 'outcome bad' : 'outcome'),
    toCell('Input', toCount(request.input), undefined, 'number'),
    toCell('Cached', toCount(request.cached), toWritten(request.written), 'number'),
    toCell('Output', toCount(request.output), undefined, 'number'),
    toCell('Cost', toDollars(request.cost), undefined, request.cost === 'unknown' ? 'number soft' : 'number'),
    toCell('First token', toDuration(request.first_token), undefined, 'number'),
    toCell('Duration', toDuration(request.duration), undefined, 'number'),
    toCell('Client', token ?? '–', session === undefined ? undefined : `session ${session.slice(0, 8)}`, 'who'),
  );
  row.dataset.id = request.id;
  return row;
}

/** A count that opens to the codes: most changes are harmless, and there may be many. */
function toChanges(changes) {
  const count = changes.length === 1 ? '1 change' : `${changes.length} changes`;
  const summary = makeElement('summary', {}, count);
  return makeElement('details', { class: 'changes' }, summary, makeElement('small', {}, changes.join(', ')));
}

function toCell(label, text, remark, kind) {
  const small = remark === undefined ? undefined : makeElement('small', {}, remark);
  return makeElement('td', { class: kind, role: 'cell', 'data-label': label }, text, small);
}

function toOutcome(outcome, status) {
  if (outcome === 'left') return 'client left';
  return outcome === 'ok' ? String(status) : `${status} ${outcome}`;
}

function toWritten(written) {
  return written > 0 ? `${toCount(written)} written` : undefined;
}
