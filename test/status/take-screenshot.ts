import { findChromium, startChromium } from '../kit/client/chromium.js';
import { startPageServer } from './page-server.js';
import { recordedTraffic } from './recorded-traffic.js';
import { PICTURES, takePicture } from './take-picture.js';

/** `npm run screenshot`: the pictures of the status page that a test compares with; the docs show one of them. */
const found = findChromium();
if (found === undefined) throw new Error('there is no Chromium here; CHROMIUM names one');
const server = await startPageServer(recordedTraffic());
const browser = await startChromium(found);
try {
  for (const [name, picture] of Object.entries(PICTURES)) await takePicture(browser, server.url, picture, name);
} finally {
  await browser.close();
  server.close();
}
