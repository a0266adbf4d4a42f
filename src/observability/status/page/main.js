import { readEvents } from './connection/read-events.js';
import { forgetToken, keepToken, readToken, toHeaders } from './connection/token.js';
import { clearPage } from './clear-page.js';
import { loadMeanings } from './parts/change-meanings.js';
import { render } from './render.js';
import { beginStream, keepUpdate } from './store.js';
import { showConnection } from './views/show-connection.js';
import { showState } from './views/show-state.js';

const find = (id) => document.getElementById(id);

/** Milliseconds between attempts to reconnect: at first, and at most. */
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
      await loadMeanings();
      open();
      find('leave').hidden = token === undefined;
      showConnection(token !== undefined);
      beginStream();
      await readEvents('status/events', { headers: toHeaders(token), signal }, (update) => {
        pause = PAUSES.first;
        keepUpdate(update);
        render();
      });
    } catch {
      // The gateway is unreachable, or the page is being closed.
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
  // The field that had the focus was removed.
  find('content').focus();
}

/** Signs out. The next user of this page must not see the data of the last one. */
function leave() {
  visit?.abort();
  clearPage();
  find('status').hidden = true;
  find('leave').hidden = true;
}

/** Checks a token with a route that returns no error for a wrong one, so that the browser's console stays clean. */
async function isLetIn(token, signal) {
  const response = await fetch('health', { headers: toHeaders(token), signal, cache: 'no-store' });
  return 'providers' in (await response.json());
}

function askForToken(refused) {
  leave();
  forgetToken();
  showState('', '');
  find('sign-in').hidden = false;
  find('sign-in-problem').textContent = refused === undefined ? '' : 'The gateway rejected this token.';
  find('token').setAttribute('aria-invalid', String(refused !== undefined));
  find('token').focus();
  find('token').select();
}

find('sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  const token = find('token').value.trim();
  find('sign-in-problem').textContent = '';
  // A text that cannot be a header value is no token.
  if (/^[\x21-\x7e]+$/.test(token)) void enter(token);
  else askForToken(token);
});

find('leave').addEventListener('click', () => {
  find('token').value = '';
  askForToken();
});

// A fragment holds what the page shows, so the link must not change it.
find('skip').addEventListener('click', (event) => {
  event.preventDefault();
  find('content').focus();
});

addEventListener('hashchange', render);

void enter(readToken());
