import { makeElement } from '../parts/make-element.js';
import { showList } from '../parts/show-list.js';
import { toCachedPart, toCount, toDollars, toPercent, toShortCount } from '../parts/to-words.js';

/** Shows the sums since the start. */
export function showTotals({ totals, open }) {
  const { requests, failed, input, cached, written, output, cost, unpriced } = totals;
  const missing = unpriced === 0 ? 'all priced' : `${toShortCount(unpriced)} without a price`;
  const part = requests === 0 ? undefined : failed / requests;
  const rows = [
    ['Cost', unpriced > 0 && cost === 0 ? 'unknown' : toDollars(cost), missing, 'lead'],
    ['Requests', toCount(requests), failed === 0 ? 'none failed' : `${toCount(failed)} failed, ${toPercent(part)}`],
    ['In progress', toCount(open), 'at this moment'],
    ['Tokens in', toShortCount(input + cached + written), `${toShortCount(cached)} from a cache`],
    ['Tokens out', toShortCount(output), 'thinking included'],
    ['Cache hits', toPercent(toCachedPart(totals)), 'of all input'],
  ];
  showList(document.getElementById('totals'), rows, ([name]) => name, toTotal);
}

function toTotal([name, value, remark, kind]) {
  return makeElement(
    'div',
    { class: kind },
    makeElement('dt', {}, name),
    makeElement('dd', {}, value, makeElement('small', {}, remark)),
  );
}
