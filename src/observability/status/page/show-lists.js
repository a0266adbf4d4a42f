import { makeElement } from './make-element.js';
import { toCount } from './to-words.js';

/** From 90 days before its end on, a model is shown as a problem. */
const WARNING_MS = 90 * 24 * 60 * 60 * 1000;

const HEALTH = { up: 'up', failing: 'failing', unknown: 'no requests yet' };

/** Shows which provider serves which model, and the health of the providers. */
export function showLists({ routes, providers, corrections }) {
  document.getElementById('routes').replaceChildren(...routes.map(toRoute));
  document.getElementById('providers').replaceChildren(...Object.entries(providers).map(toProvider));
  document.getElementById('corrections').replaceChildren(...corrections.map(toCorrection));
}

function toRoute({ asked, provider, model, reason, missing, known }) {
  const lacks =
    missing.length === 0 ? undefined : makeElement('small', { class: 'bad' }, `needs ${missing.join(', ')}`);
  const target = asked.endsWith('*') && model.endsWith('*') ? `${provider}/…` : `${provider}/${model}`;
  return makeElement(
    'li',
    {},
    makeElement('span', { class: 'name' }, asked === '*' ? 'anything else' : asked),
    makeElement('span', { class: 'name' }, `→ ${target}`),
    makeElement('small', {}, reason),
    known.retires === undefined
      ? undefined
      : makeElement('small', { class: endsSoon(known) ? 'bad' : undefined }, toEnd(known)),
    lacks,
  );
}

function endsSoon({ retires }) {
  return Date.parse(retires) - Date.now() < WARNING_MS;
}

function toEnd({ retires, successor }) {
  return `ends ${retires}${successor === undefined ? '' : `, then ${successor}`}`;
}

function toProvider([name, { status, requests, failures, last_failure: failure }]) {
  const last = failure && `last failure: ${failure.status} ${failure.type}, ${new Date(failure.at).toLocaleString()}`;
  return makeElement(
    'li',
    {},
    makeElement('span', { class: 'name' }, name),
    makeElement('span', { class: status === 'failing' ? 'bad' : undefined }, HEALTH[status]),
    makeElement('small', {}, `${toCount(requests)} requests, ${toCount(failures)} failures`),
    last === undefined ? undefined : makeElement('small', {}, last),
  );
}

function toCorrection({ upstream, model, cause, trait, expiresAt }) {
  const until = `until ${new Date(expiresAt).toLocaleTimeString()}`;
  return makeElement(
    'li',
    {},
    makeElement('span', { class: 'name' }, `${upstream} ${model}`),
    makeElement('span', {}, trait ?? cause),
    makeElement('small', {}, until),
  );
}
