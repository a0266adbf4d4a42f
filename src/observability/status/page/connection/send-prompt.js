import { readStream } from './read-events.js';
import { readToken, toHeaders } from './token.js';

/** Tokens of an answer, at most. */
const MAX_TOKENS = 4096;

/**
 * Sends a prompt to a model through the gateway, as a client does.
 *
 * @param onEvent called with each event of the answer's stream
 * @returns the id of the request, or the message of the error
 */
export async function sendPrompt(model, prompt, signal, onEvent) {
  const response = await post('v1/messages', toBody(model, prompt, true), signal);
  const id = response.headers.get('request-id');
  if (!response.ok) return { id, error: await readError(response) };
  let error;
  await readStream(response.body, (event) => {
    if (event.type === 'error') error = `${event.error.type}: ${event.error.message}`;
    else onEvent(event);
  });
  return { id, error };
}

/** What the gateway would do with this prompt: its `explain`, or the message of the error. */
export async function explainPrompt(model, prompt, signal) {
  const response = await post('v1/messages/explain', toBody(model, prompt, true), signal);
  return response.ok ? { explanation: await response.json() } : { error: await readError(response) };
}

function toBody(model, prompt, stream) {
  return { model, max_tokens: MAX_TOKENS, stream, messages: [{ role: 'user', content: prompt }] };
}

function post(url, body, signal) {
  const headers = { ...toHeaders(readToken()), 'content-type': 'application/json', 'anthropic-version': '2023-06-01' };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal, cache: 'no-store' });
}

async function readError(response) {
  const { error } = await response.json().catch(() => ({}));
  return error === undefined ? `HTTP ${response.status}` : `${error.type}: ${error.message}`;
}
