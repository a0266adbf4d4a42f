import { showRequestRows } from '../parts/request-rows.js';
import { toCount } from '../parts/to-words.js';
import { findRequests, isFiltered } from './find-requests.js';
import { showFilters } from './show-filters.js';
import { showSession } from './show-session.js';

/** Shows the requests that the gateway remembers, with filters, and the session where one is chosen. */
export function showRequests({ requests, sessions }, address) {
  const found = findRequests(requests, address);
  showFilters(requests, address);
  const text = isFiltered(address)
    ? `${toCount(found.length)} of the last ${toCount(requests.length)}`
    : `the last ${toCount(requests.length)}`;
  const place = document.getElementById('found');
  if (place.textContent !== text) place.textContent = text;
  showSession(sessions.find(({ name }) => name === address.session));
  showRequestRows(
    document.getElementById('requests'),
    found,
    isFiltered(address) ? 'No request that is remembered passes these filters.' : 'No requests yet.',
  );
}
