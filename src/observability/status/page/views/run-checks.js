import { readToken, toHeaders } from '../connection/token.js';
import { makeElement } from '../parts/make-element.js';
import { showList } from '../parts/show-list.js';

const KINDS = { ok: 'good', failed: 'bad', skipped: 'left', warning: 'left' };

const find = (id) => document.getElementById(id);
const buttons = [find('check'), find('check-models')];

/** Runs the checks of `doctor` in the gateway, and shows what they found. */
async function run(query) {
  for (const button of buttons) button.disabled = true;
  find('check-state').textContent = 'The checks run…';
  try {
    const response = await fetch(`status/checks${query}`, { method: 'POST', headers: toHeaders(readToken()) });
    const { findings, error } = await response.json();
    find('check-state').textContent = error === undefined ? toSummary(findings) : error.message;
    showList(find('findings'), [{ findings: findings ?? [] }], () => 'all', toList);
  } catch {
    find('check-state').textContent = 'The gateway did not answer.';
  }
  for (const button of buttons) button.disabled = false;
}

function toSummary(findings) {
  const failed = findings.filter(({ state }) => state === 'failed').length;
  return failed === 0 ? 'All checks passed.' : `${failed} of ${findings.length} checks failed.`;
}

function toList({ findings }) {
  return makeElement('ul', { class: 'findings' }, ...findings.map(toFinding));
}

function toFinding({ subject, check, state, detail, fix }) {
  return makeElement(
    'li',
    {},
    makeElement('span', { class: `badge ${KINDS[state]}` }, state),
    makeElement('span', { class: 'name' }, subject),
    makeElement('span', {}, check),
    makeElement(
      'span',
      { class: 'soft' },
      detail,
      fix === undefined ? undefined : makeElement('strong', {}, ` → ${fix}`),
    ),
  );
}

find('check').addEventListener('click', () => void run(''));
find('check-models').addEventListener('click', () => void run('?models=call'));
