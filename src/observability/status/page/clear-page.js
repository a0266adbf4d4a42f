import { clearList } from './parts/show-list.js';
import { forgetStore } from './store.js';
import { clearTry } from './views/show-try.js';

const LISTS =
  'strip notices totals latest charts filters session requests sessions spending providers routes corrections findings';

/** Removes all data of the gateway from the page. */
export function clearPage() {
  forgetStore();
  for (const id of LISTS.split(' ')) clearList(document.getElementById(id));
  for (const id of ['facts', 'scope', 'found', 'check-state']) document.getElementById(id).textContent = '';
  document.getElementById('request').close();
  document.getElementById('request').replaceChildren();
  clearTry();
}
