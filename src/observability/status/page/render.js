import { readAddress } from './address.js';
import { readStore } from './store.js';
import { showCharts } from './views/show-charts.js';
import { showGateway } from './views/show-gateway.js';
import { showHeader } from './views/show-header.js';
import { showLatest } from './views/show-latest.js';
import { showNavigation } from './views/show-navigation.js';
import { showNotices } from './views/show-notices.js';
import { showRequest } from './views/show-request.js';
import { showRequests } from './views/show-requests.js';
import { showSessions } from './views/show-sessions.js';
import { showSpending } from './views/show-spending.js';
import { showTotals } from './views/show-totals.js';
import { showTry } from './views/show-try.js';

/** The views, each with what it shows; the first one is shown at first. */
const VIEWS = {
  overview: { title: 'Overview', shows: [showTotals, showLatest, showCharts] },
  requests: { title: 'Requests', shows: [showRequests] },
  sessions: { title: 'Sessions', shows: [showSessions] },
  spending: { title: 'Spending', shows: [showSpending] },
  gateway: { title: 'Gateway', shows: [showGateway] },
  try: { title: 'Try', shows: [showTry], isOperators: true },
};

/** Shows the latest update as the address asks for it. */
export function render() {
  const update = readStore();
  if (update === undefined) return;
  const address = readAddress();
  const views = Object.entries(VIEWS).filter(([, { isOperators }]) => !isOperators || update.sees_all);
  const [first] = views;
  const [name, { shows }] = views.find(([each]) => each === address.view) ?? first;
  for (const each of Object.keys(VIEWS)) document.getElementById(`view-${each}`).hidden = each !== name;
  for (const part of document.querySelectorAll('section.operators')) part.hidden = !update.sees_all;
  showHeader(update);
  showNotices(update);
  showNavigation(
    views.map(([each, { title }]) => ({ name: each, title })),
    name,
  );
  for (const show of shows) show(update, address);
  showRequest(update, address);
}
