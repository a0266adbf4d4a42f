import { makeShape } from './make-element.js';
import { toTime } from './to-words.js';

/** Of the drawing, in its own units; the page scales it. */
const WIDTH = 360;
const HEIGHT = 140;
const FLOOR = HEIGHT - 20;
const CEILING = 18;

/** The next round number above: one, two or five with zeros. */
export function roundUp(value) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value * (1 - 1e-9));
}

/**
 * Draws series of values over the same times. Its title and description are for screen readers; the table beside it
 * has every value.
 *
 * @param points for each series a value per time; undefined where there is none
 */
export function drawChart({ id, title, kind, top, series, say }, points, { span, times, sum }) {
  const most = top ?? roundUp(Math.max(...points.flat().filter((value) => value !== undefined)));
  const scale = {
    x: (i) => ((i + 0.5) * WIDTH) / times.length,
    y: (value) => FLOOR - (value / most) * (FLOOR - CEILING),
  };
  const drawn = points.flatMap((values, i) =>
    kind === 'bars'
      ? drawBars(values, scale, i === 0 ? '' : ' failed')
      : drawLine(values, scale, i === 0 ? '' : ' second'),
  );
  return makeShape(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-labelledby': `${id}-title ${id}-desc` },
    makeShape('title', { id: `${id}-title` }, `${title}, ${span.toLowerCase()}`),
    makeShape(
      'desc',
      { id: `${id}-desc` },
      `In all ${sum}. ${series.map(({ name }) => name).join(' and ')} over time.`,
    ),
    ...drawFrame(most, say, times, scale),
    ...drawLegend(series, kind),
    ...drawn,
  );
}

function drawFrame(most, say, times, { y }) {
  const lines = [0, most / 2, most].map((value) =>
    makeShape('line', { class: 'grid', x1: 0, x2: WIDTH, y1: y(value), y2: y(value) }),
  );
  const at = (x, anchor, text) => makeShape('text', { x, y: HEIGHT - 5, 'text-anchor': anchor }, text);
  return [
    ...lines,
    makeShape('text', { x: 0, y: y(most) - 6 }, say(most)),
    at(0, 'start', toTime(times[0]).slice(0, 5)),
    at(WIDTH, 'end', toTime(times.at(-1)).slice(0, 5)),
  ];
}

/** The legend, where there are several lines. */
function drawLegend(series, chart) {
  if (series.length === 1) return [];
  const second = chart === 'bars' ? 'line failed' : 'line second';
  return series.flatMap(({ name }, i) => {
    const x = WIDTH - (series.length - i) * 76;
    const sample = { class: i === 0 ? 'line' : second, x1: x, x2: x + 16, y1: 8, y2: 8 };
    return [makeShape('line', sample), makeShape('text', { x: x + 22, y: 12 }, name)];
  });
}

function drawBars(values, { x, y }, kind) {
  const width = Math.max((WIDTH / values.length) * 0.68, 1.5);
  return values.flatMap((value, i) => {
    if (value === undefined) return [];
    const height = Math.max(FLOOR - y(value), 1);
    return [makeShape('rect', { class: `bar${kind}`, x: x(i) - width / 2, width, y: FLOOR - height, height, rx: 1 })];
  });
}

/** A line through neighbours; a value without any is a dot. */
function drawLine(values, { x, y }, kind) {
  const runs = [];
  values.forEach((value, i) => {
    if (value === undefined) return;
    if (i === 0 || values[i - 1] === undefined) runs.push([]);
    runs.at(-1).push([x(i), y(value)]);
  });
  return runs.map((run) =>
    run.length === 1
      ? makeShape('circle', { class: `dot${kind}`, cx: run[0][0], cy: run[0][1], r: 2.5 })
      : makeShape('polyline', { class: `line${kind}`, points: run.map((point) => point.join(',')).join(' ') }),
  );
}
