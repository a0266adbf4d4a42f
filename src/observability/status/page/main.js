import { readEvents } from './read-events.js';
import { showConnection } from './show-connection.js';
import { forgetAll, showState, showUpdate } from './show-update.js';
import { forgetToken, keepToken, readToken, toHeaders } from './token.js';

const find = (id) => document.getElementById(id);

/** Milliseconds between tries to reach a gateway that is gone: at first, and at most. */
const PAUSES = { first: 1000, most: 15_000 };

let visit;

/** Shows the status, or asks for the token where one is needed. */
async function enter(token) {
  leave();
  const { signal } = (visit = new AbortController());
  for (let pause = PAUSES.first; !signal.aborted; pause = Math.min(pause * 2, PAUSES.most)) {
    try {
      if (!(await isLetIn(token, signal))) return askForToken(token);
      if (token !== undefined) keepToken(token);
      open();
      find('leave').hidden = token === undefined;
      showConnection(token !== undefined);
      await readEvents('status/events', { headers: toHeaders(token), signal }, (update) => {
        pause = PAUSES.first;
        showUpdate(update);
      });
    } catch {
      // The gateway is gone, or is being left.
    }
    if (signal.aborted) return;
    showState('lost', 'Connection lost, trying again');
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

function open() {
  find('status').hidden = false;
  if (find('sign-in').hidden) return;
  find('sign-in').hidden = true;
  // The field that had the focus is gone.
  find('content').focus();
}

/** Ends the visit. Who comes next on this page may not find what the last one saw. */
function leave() {
  visit?.abort();
  forgetAll();
  find('status').hidden = true;
  find('leave').hidden = true;
}

/** Asks where the answer to a wrong token is no error, so that the browser's console stays clean. */
async function isLetIn(token, signal) {
  const response = await fetch('health', { headers: toHeaders(token), signal, cache: 'no-store' });
  return 'providers' in (await response.json());
}

function askForToken(refused) {
  leave();
  forgetToken();
  showState('', '');
  find('sign-in').hidden = false;
  find('sign-in-problem').textContent = refused === undefined ? '' : 'The gateway does not know this token.';
  find('token').setAttribute('aria-invalid', String(refused !== undefined));
  find('token').focus();
  find('token').select();
}

find('sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  const token = find('token').value.trim();
  find('sign-in-problem').textContent = '';
  // What a header cannot carry is no token.
  if (/^[\x21-\x7e]+$/.test(token)) void enter(token);
  else askForToken(token);
});

find('leave').addEventListener('click', () => {
  find('token').value = '';
  askForToken();
});

void enter(readToken());
