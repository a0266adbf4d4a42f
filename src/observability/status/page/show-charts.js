import { drawChart } from './draw-chart.js';
import { makeElement } from './make-element.js';
import { toCachedPart, toDollars, toDuration, toPercent, toTime } from './to-words.js';

const MINUTE = 60_000;
const COUNT = 60;

const mean = ({ first_token: { count, sum } }) => (count === 0 ? undefined : sum / count);
const slowest = ({ first_token: { count, slowest: most } }) => (count === 0 ? undefined : most);

/** Each `of` takes a minute and returns its value, undefined where there is none. */
const CHARTS = [
  { id: 'cost', title: 'Cost', kind: 'bars', series: [{ name: 'cost', of: ({ cost }) => cost || undefined }] },
  {
    id: 'latency',
    title: 'Time to first token',
    kind: 'lines',
    series: [
      { name: 'mean', of: mean },
      { name: 'slowest', of: slowest },
    ],
  },
  { id: 'cache', title: 'Cache hits', kind: 'lines', top: 1, series: [{ name: 'part', of: toCachedPart }] },
];
const SAY = { cost: toDollars, latency: toDuration, cache: toPercent };

/** Draws the last hour. Tables that are open stay open. */
export function showCharts(minutes, now) {
  const place = document.getElementById('charts');
  const last = now - (now % MINUTE);
  const byTime = new Map(minutes.map((minute) => [minute.at, minute]));
  const hour = Array.from({ length: COUNT }, (_, i) => last - (COUNT - 1 - i) * MINUTE);
  for (const chart of CHARTS) {
    const points = chart.series.map(({ of }) => hour.map((at) => (byTime.has(at) ? of(byTime.get(at)) : undefined)));
    const figure = document.getElementById(`chart-${chart.id}`) ?? place.appendChild(makeFigure(chart));
    const say = SAY[chart.id];
    const sum = sayWhole(chart.id, minutes);
    figure.querySelector('strong').textContent = sum;
    figure.querySelector('svg')?.remove();
    figure.querySelector('figcaption').after(drawChart(chart, points, { hour, say, sum }));
    figure.querySelector('tbody').replaceChildren(...toRows(hour, points, say));
  }
}

/** The hour in one figure. */
function sayWhole(id, minutes) {
  const add = (of) => minutes.reduce((sum, minute) => sum + of(minute), 0);
  if (id === 'cost') return toDollars(add(({ cost }) => cost));
  if (id === 'latency') {
    const count = add(({ first_token: { count: streams } }) => streams);
    return toDuration(count === 0 ? undefined : add(({ first_token: { sum } }) => sum) / count);
  }
  const sums = ['input', 'cached', 'written'].map((key) => [key, add((minute) => minute[key])]);
  return toPercent(toCachedPart(Object.fromEntries(sums)));
}

function makeFigure({ id, title, series }) {
  const head = ['Minute', ...series.map(({ name }) => name)].map((text, i) =>
    makeElement('th', { scope: 'col', class: i > 0 ? 'number' : undefined }, text),
  );
  const table = makeElement(
    'table',
    { class: 'plain' },
    makeElement('caption', { class: 'hushed' }, `${title}, minute by minute`),
    makeElement('thead', {}, makeElement('tr', {}, ...head)),
    makeElement('tbody'),
  );
  return makeElement(
    'figure',
    { id: `chart-${id}`, class: 'chart' },
    makeElement('figcaption', {}, makeElement('h3', {}, title), makeElement('strong')),
    makeElement('details', {}, makeElement('summary', {}, 'As a table'), makeElement('div', {}, table)),
  );
}

function toRows(hour, points, say) {
  const rows = hour.flatMap((at, i) => {
    const values = points.map((series) => series[i]);
    if (values.every((value) => value === undefined)) return [];
    const cells = values.map((value) => makeElement('td', { class: 'number' }, say(value)));
    return [makeElement('tr', {}, makeElement('td', {}, toTime(at).slice(0, 5)), ...cells)];
  });
  return rows.length > 0 ? rows.reverse() : [makeElement('tr', {}, makeElement('td', {}, 'nothing in this hour'))];
}
