import { findChromium, startChromium } from '../kit/client/chromium.js';
import { inventHour } from './invent-hour.js';
import { startPageServer } from './page-server.js';

/** `npm run screenshot`: the picture of the status page for the docs, with an hour of invented requests. */
const FILE = 'docs/status-page.png';

const found = findChromium();
if (found === undefined) throw new Error('there is no Chromium here; CHROMIUM names one');
const server = await startPageServer(inventHour(Date.now()));
const browser = await startChromium(found);
try {
  const page = await browser.newPage({ viewport: { width: 1180, height: 880 } });
  await page.goto(server.url);
  await page.locator('#requests tr').first().waitFor();
  await page.screenshot({ path: FILE });
} finally {
  await browser.close();
  server.close();
}
