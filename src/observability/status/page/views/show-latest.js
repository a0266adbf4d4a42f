import { showRequestRows } from '../parts/request-rows.js';

/** Requests on the overview. */
const SHOWN = 10;

/** Shows the latest requests. */
export function showLatest({ requests }) {
  const none = 'No requests yet. Connect a client, as the view Gateway shows, and its requests appear here.';
  showRequestRows(document.getElementById('latest'), requests.slice(0, SHOWN), none);
}
