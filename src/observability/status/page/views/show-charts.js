import { toAddress } from '../address.js';
import { drawChart } from '../parts/draw-chart.js';
import { makeElement } from '../parts/make-element.js';
import { showList } from '../parts/show-list.js';
import { toCachedPart, toCount, toDollars, toDuration, toPercent } from '../parts/to-words.js';
import { makeChartTable } from './make-chart-table.js';

const MINUTE = 60_000;

/** The times that can be drawn: the length of each in milliseconds, and how many. */
const SPANS = {
  hour: { title: 'The last hour', short: '1 hour', length: MINUTE, count: 60 },
  day: { title: 'The last 24 hours', short: '24 hours', length: 15 * MINUTE, count: 96 },
};

const sumOf = (slots, of) => slots.reduce((sum, slot) => sum + of(slot), 0);
const mean = ({ first_token: { count, sum } }) => (count === 0 ? undefined : sum / count);
const slowest = ({ first_token: { count, slowest: most } }) => (count === 0 ? undefined : most);
const streamsOf = (slots) => ({
  first_token: {
    count: sumOf(slots, ({ first_token: { count } }) => count),
    sum: sumOf(slots, ({ first_token: { sum } }) => sum),
  },
});
const inputOf = (slots) =>
  Object.fromEntries(['input', 'cached', 'written'].map((key) => [key, sumOf(slots, (slot) => slot[key])]));

/**
 * Each `of` takes the figures of a time and returns its value, undefined where there is none; `whole` those of all
 * times. `none` stands in place of a chart without a value.
 */
const CHARTS = [
  {
    id: 'requests',
    title: 'Requests',
    kind: 'bars',
    say: toCount,
    series: [
      { name: 'all', of: ({ requests }) => requests || undefined },
      { name: 'failed', of: ({ failed }) => failed || undefined },
    ],
    whole: (slots) => sumOf(slots, ({ requests }) => requests),
    none: 'No requests in this time.',
  },
  {
    id: 'cost',
    title: 'Cost',
    kind: 'bars',
    say: toDollars,
    series: [{ name: 'cost', of: ({ cost }) => cost || undefined }],
    whole: (slots) => sumOf(slots, ({ cost }) => cost),
    none: 'Nothing with a known price in this time.',
  },
  {
    id: 'latency',
    title: 'Time to first token',
    kind: 'lines',
    say: toDuration,
    series: [
      { name: 'mean', of: mean },
      { name: 'slowest', of: slowest },
    ],
    whole: (slots) => mean(streamsOf(slots)),
    none: 'No streamed answers in this time.',
  },
  {
    id: 'cache',
    title: 'Cache hits',
    kind: 'lines',
    top: 1,
    say: toPercent,
    series: [{ name: 'part', of: toCachedPart }],
    whole: (slots) => toCachedPart(inputOf(slots)),
    none: 'No input in this time.',
  },
];

/** Draws the last hour, or the last day. Tables that are open stay open. */
export function showCharts(update, { span: name }) {
  const chosen = Object.hasOwn(SPANS, name ?? '') ? name : 'hour';
  const { title, length, count } = SPANS[chosen];
  document.getElementById('charts-title').textContent = title;
  showChoice(chosen);
  const slots = update[chosen];
  const last = update.now - (update.now % length);
  const byTime = new Map(slots.map((slot) => [slot.at, slot]));
  const times = Array.from({ length: count }, (_, i) => last - (count - 1 - i) * length);
  const place = document.getElementById('charts');
  for (const chart of CHARTS) {
    const points = chart.series.map(({ of }) => times.map((at) => (byTime.has(at) ? of(byTime.get(at)) : undefined)));
    const known = document.getElementById(`chart-${chart.id}`);
    showChart(known ?? place.appendChild(makeFigure(chart)), chart, { title, times, points, slots });
  }
}

function showChart(figure, chart, { title, times, points, slots }) {
  const sum = chart.say(chart.whole(slots));
  const isEmpty = points.flat().every((value) => value === undefined);
  figure.querySelector('strong').textContent = isEmpty ? '' : sum;
  figure.querySelector('.empty').hidden = !isEmpty;
  figure.querySelector('details').hidden = isEmpty;
  figure.querySelector('svg')?.remove();
  if (isEmpty) return;
  figure.querySelector('figcaption').after(drawChart(chart, points, { span: title, times, sum }));
  figure.querySelector('details div').replaceChildren(makeChartTable(chart, times, points));
}

function showChoice(chosen) {
  const choices = Object.entries(SPANS).map(([name, { short }]) => ({ name, short, isChosen: name === chosen }));
  showList(
    document.getElementById('spans'),
    choices,
    ({ name }) => name,
    ({ name, short, isChosen }) =>
      makeElement('a', { href: toAddress({ span: name }), 'aria-current': isChosen ? 'true' : undefined }, short),
  );
}

function makeFigure({ id, title, none }) {
  return makeElement(
    'figure',
    { id: `chart-${id}`, class: 'chart' },
    makeElement('figcaption', {}, makeElement('h3', {}, title), makeElement('strong')),
    makeElement('p', { class: 'empty' }, none),
    makeElement('details', {}, makeElement('summary', {}, 'As a table'), makeElement('div')),
  );
}
