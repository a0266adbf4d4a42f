import { toAddress } from '../address.js';
import { explainPrompt, sendPrompt } from '../connection/send-prompt.js';
import { makeElement } from '../parts/make-element.js';
import { showList } from '../parts/show-list.js';
import { toCount, toDuration } from '../parts/to-words.js';
import { makeExplanation } from './make-explanation.js';

const find = (id) => document.getElementById(id);

let trial;

/** Offers the models that the routes name. */
export function showTry({ routes }) {
  const targets = routes.map(({ provider, model }) => `${provider}/${model}`);
  const names = [...routes.map(({ asked }) => asked), ...targets].filter((name) => !/[*[]/.test(name));
  showList(
    find('try-models'),
    [...new Set(names)],
    (name) => name,
    (name) => makeElement('option', { value: name }),
  );
  find('try-model').placeholder = names[0] ?? '';
}

/** Removes the prompt and the answer. */
export function clearTry() {
  trial?.abort();
  find('try').reset();
  find('try-state').textContent = 'Nothing was sent yet.';
  find('try-answer').replaceChildren();
  find('try-explained').replaceChildren();
}

async function send() {
  trial?.abort();
  const { signal } = (trial = new AbortController());
  const [model, prompt] = [find('try-model').value.trim(), find('try-prompt').value];
  find('try-answer').replaceChildren();
  find('try-explained').replaceChildren();
  find('try-state').textContent = 'Waiting for the first token…';
  find('try-stop').hidden = false;
  void explain(model, prompt, signal);
  const start = performance.now();
  let first;
  let usage = {};
  try {
    const { id, error } = await sendPrompt(model, prompt, signal, (event) => {
      if (event.type === 'content_block_delta') first ??= performance.now() - start;
      usage = { ...usage, ...event.message?.usage, ...event.usage };
      append(event);
    });
    conclude(error ?? toSummary(first, performance.now() - start, usage), error !== undefined, id);
  } catch {
    conclude(signal.aborted ? 'Stopped.' : 'The gateway did not answer.', !signal.aborted);
  }
}

async function explain(model, prompt, signal) {
  try {
    find('try-explained').replaceChildren(makeExplanation(await explainPrompt(model, prompt, signal)));
  } catch {
    // Stopped, or the gateway is unreachable, which the answer shows.
  }
}

/** Adds a piece of the answer, in an element for each block. */
function append({ type, index, content_block: block, delta }) {
  const place = find('try-answer');
  if (type === 'content_block_start') place.append(makeElement('div', { class: block.type, 'data-index': index }));
  if (type === 'content_block_delta')
    place.lastElementChild?.append(delta.text ?? delta.thinking ?? delta.partial_json ?? '');
}

function conclude(text, isBad, id) {
  find('try-stop').hidden = true;
  const link = id ? makeElement('a', { href: toAddress({ request: id }) }, 'Open the request') : undefined;
  find('try-state').replaceChildren(makeElement('span', { class: isBad ? 'bad' : undefined }, text, ' '), link ?? '');
}

function toSummary(first, duration, { input_tokens: input, output_tokens: output }) {
  return `First token ${toDuration(first)}, all ${toDuration(duration)}; ${toCount(input)} tokens in, ${toCount(output)} out.`;
}

find('try').addEventListener('submit', (event) => {
  event.preventDefault();
  void send();
});
find('try-stop').addEventListener('click', () => trial?.abort());
