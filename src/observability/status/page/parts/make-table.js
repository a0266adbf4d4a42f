import { makeElement } from './make-element.js';

/**
 * A table whose rows have one line each. Its cells are a grid, whose columns the class of the table defines; the roles
 * are explicit, because a screen reader does not treat a table that is drawn as a grid as one.
 *
 * @param columns each with `title`, `name` (the class of its cells), `isNumber`
 */
export function makeTable(kind, columns) {
  const head = columns.map(({ title, name, isNumber }) =>
    makeElement('th', { scope: 'col', role: 'columnheader', class: toClass(name, isNumber), title }, title),
  );
  const body = makeElement('tbody', { role: 'rowgroup' });
  const table = makeElement(
    'table',
    { class: `lines ${kind}`, role: 'table' },
    makeElement('thead', { role: 'rowgroup' }, makeElement('tr', { role: 'row' }, ...head)),
    body,
  );
  return { table, body };
}

/**
 * A row of such a table.
 *
 * @param cells as many as columns: a text, or nodes; with `text`, `kind` and `title` for more
 */
export function makeRow(columns, cells, attributes = {}) {
  const made = columns.map(({ name, isNumber }, i) => {
    const { text, kind, title } = isPlain(cells[i]) ? { text: cells[i] } : cells[i];
    const hint = title ?? (typeof text === 'string' ? text : undefined);
    return makeElement('td', { role: 'cell', class: toClass(name, isNumber, kind), title: hint }, ...[text].flat());
  });
  return makeElement('tr', { role: 'row', ...attributes }, ...made);
}

function isPlain(cell) {
  return cell === undefined || typeof cell === 'string' || Array.isArray(cell) || cell.nodeType !== undefined;
}

function toClass(...names) {
  const [name, isNumber, kind] = names;
  return [name, isNumber ? 'number' : undefined, kind].filter(Boolean).join(' ');
}
