import { makeElement } from '../parts/make-element.js';
import { toTime } from '../parts/to-words.js';

/** The values of a chart, time by time, the latest first; times without a value are left out. */
export function makeChartTable({ title, series, say }, times, points) {
  const head = ['Time', ...series.map(({ name }) => name)].map((text, i) =>
    makeElement('th', { scope: 'col', class: i > 0 ? 'number' : undefined }, text),
  );
  return makeElement(
    'table',
    { class: 'plain' },
    makeElement('caption', { class: 'hushed' }, `${title}, time by time`),
    makeElement('thead', {}, makeElement('tr', {}, ...head)),
    makeElement('tbody', {}, ...toRows(times, points, say)),
  );
}

function toRows(times, points, say) {
  const rows = times.flatMap((at, i) => {
    const values = points.map((series) => series[i]);
    if (values.every((value) => value === undefined)) return [];
    const cells = values.map((value) => makeElement('td', { class: 'number' }, say(value)));
    return [makeElement('tr', {}, makeElement('td', {}, toTime(at).slice(0, 5)), ...cells)];
  });
  return rows.reverse();
}
