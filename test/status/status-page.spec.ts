import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { findChromium, startChromium } from '../kit/client/chromium.js';
import { type GatewayProcess, startGateway, TOKEN } from '../kit/process/gateway-process.js';

const MINUTE = 60_000;
const HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script>';

const chromium = findChromium();
const title = 'the status page';
(chromium === undefined ? describe.skip : describe)(
  chromium === undefined ? `${title} (no Chromium here)` : title,
  () => {
    let gateway: GatewayProcess;
    let browser: Browser;
    const pages: Page[] = [];
    /** What the browser complained of, and whom it asked beside the gateway. */
    let problems: string[];

    beforeAll(async () => {
      gateway = await startGateway();
      browser = await startChromium(chromium!);
    }, 2 * MINUTE);

    afterAll(async () => {
      await browser.close();
      await gateway.stop();
    }, MINUTE);

    afterEach(async () => {
      for (const page of pages.splice(0)) await page.context().close();
      expect(problems).toEqual([]);
    });

    const open = async (options: BrowserContextOptions = {}): Promise<Page> => {
      const page = await (await browser.newContext(options)).newPage();
      page.setDefaultTimeout(MINUTE / 2);
      pages.push(page);
      problems = [];
      page.on('console', (message) => void problems.push(message.text()));
      page.on('pageerror', (error) => void problems.push(error.message));
      page.on('request', (request) => {
        if (new URL(request.url()).origin !== gateway.url || request.url().includes(TOKEN))
          problems.push(request.url());
      });
      await page.goto(gateway.url);
      return page;
    };
    const signIn = async (page: Page): Promise<void> => {
      await page.getByLabel('Token', { exact: true }).fill(TOKEN);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('Live', { exact: true }).waitFor();
    };
    const ask = async (body: object, headers: Record<string, string> = {}): Promise<void> => {
      const all = { 'x-api-key': TOKEN, ...headers };
      await (await askGateway(gateway, { body: question(body), headers: all })).text();
    };

    it(
      'has a banner for the demo, with the command that goes on',
      async () => {
        const page = await open();
        await signIn(page);
        await page.getByText('Demo: no provider is configured').waitFor();
        expect(await page.locator('#notices code').textContent()).toBe('npm start -- init');
      },
      MINUTE,
    );

    it(
      'lets nobody see anything with a wrong token, and says so; the right one is kept until one signs out',
      async () => {
        const page = await open();
        await page.getByLabel('Token', { exact: true }).fill('wrong');
        await page.getByRole('button', { name: 'Sign in' }).click();
        await page.getByText('The gateway rejected this token.').waitFor();
        expect(await page.locator('#status').isVisible()).toBe(false);
        await signIn(page);
        await page.getByRole('link', { name: 'Gateway', exact: true }).click();
        await page.getByText(`export ANTHROPIC_BASE_URL=${gateway.url}\n`).waitFor();
        await page.reload();
        await page.getByText('Live', { exact: true }).waitFor();
        await page.getByRole('button', { name: 'Sign out' }).click();
        await page.getByLabel('Token', { exact: true }).waitFor();
        await page.reload();
        await page.getByLabel('Token', { exact: true }).waitFor();
        expect(await page.locator('#status').textContent()).not.toContain('demo');
      },
      MINUTE,
    );

    it(
      'is used by the keyboard alone',
      async () => {
        await ask({ stream: true });
        const page = await open();
        await page.locator('#token:focus').waitFor();
        await page.keyboard.type(TOKEN);
        await page.keyboard.press('Enter');
        await page.getByText('Live', { exact: true }).waitFor();
        const stops = new Set<string>();
        for (let i = 0; i < 24; i++) {
          await page.keyboard.press('Tab');
          const stop = page.locator('a:focus, button:focus, summary:focus');
          if ((await stop.count()) === 0) continue;
          stops.add(await stop.innerText());
          // The link of a row has its outline around the row.
          const outlines = await page.evaluate(
            "[null, '::after'].map((part) => getComputedStyle(document.activeElement, part).outlineStyle)",
          );
          expect(outlines).toContain('solid');
        }
        expect([...stops]).toEqual(
          expect.arrayContaining(['Skip to the content', 'Sign out', 'Requests', 'All requests', 'As a table']),
        );
        await page.locator('#chart-latency summary').focus();
        await page.keyboard.press('Enter');
        await page.locator('#chart-latency table').waitFor();
        // Enter opens a request, Escape closes it, and the focus is where it was.
        await page.locator('#latest a.open').first().focus();
        await page.keyboard.press('Enter');
        await page.locator('dialog[open]').waitFor();
        expect(page.url()).toContain('request=req_');
        await page.keyboard.press('Escape');
        await page.locator('dialog:not([open])').waitFor({ state: 'attached' });
        expect(page.url()).not.toContain('request=');
        await page.locator('#latest a.open:focus').waitFor();
      },
      MINUTE,
    );

    it(
      'shows streams while they run and when they are over, without a reload',
      async () => {
        const page = await open();
        await signIn(page);
        const session = { 'x-claude-code-session-id': '01234567-89ab' };
        const seen = page.locator('.totals div', { hasText: 'In progress' }).getByText(/^[1-9]/);
        for (let i = 0; i < 60 && !(await seen.isVisible()); i++) {
          const streams = Promise.all([1, 2, 3].map(() => ask({ stream: true }, session)));
          await Promise.race([streams, seen.waitFor()]);
          await streams;
        }
        const row = page.locator('#latest tr', { hasText: '01234567' }).first();
        await row.getByText('demo/demo').waitFor();
        expect(await row.textContent()).toMatch(/ok.*claude-opus-5-5.*demo.*unknown.*\d+ ms.*default.*01234567/);
        expect(await page.locator('#chart-latency svg .dot, #chart-latency svg .line').count()).toBeGreaterThan(0);
        expect(await page.locator('#chart-latency svg title').textContent()).toBe('Time to first token, the last hour');
        // The end of the last one is sent half a second later.
        await page.locator('.totals div', { hasText: 'In progress' }).getByText(/^0/).waitFor();
        await page.getByRole('link', { name: 'Spending' }).click();
        await page.locator('#spending').getByText('demo/demo').waitFor();
        await page.getByRole('link', { name: 'Sessions' }).click();
        await page.locator('#sessions').getByText('01234567').click();
        await page.locator('#session').getByText('Cache hits').waitFor();
        await page.getByText(/of the last/).waitFor();
      },
      MINUTE,
    );

    it(
      'shows names as they are, whatever they look like',
      async () => {
        const page = await open();
        await signIn(page);
        await ask({ model: HOSTILE }, { 'x-claude-code-session-id': HOSTILE });
        const row = page.locator('#latest tr', { hasText: '<img' }).first();
        await row.waitFor();
        expect(await row.locator('td.model').textContent()).toBe(HOSTILE);
        for (const view of ['requests', 'sessions', 'spending', `requests&session=${encodeURIComponent(HOSTILE)}`])
          await page.evaluate(`location.hash = '#view=${view}'`);
        await page.locator('#session h3 code').waitFor();
        await page.locator('#requests a.open').first().click();
        expect(await page.locator('dialog code').allTextContents()).toContain(HOSTILE);
        expect(await page.locator('main img, main script, dialog img, dialog script').count()).toBe(0);
        expect(await page.title()).toBe('messages-gateway');
      },
      MINUTE,
    );

    it.each([
      ['light', 'a telephone', 360],
      ['dark', 'a desk', 1440],
    ] as const)(
      'is %s where that is preferred, and fits on %s',
      async (colorScheme, _name, width) => {
        await ask({ model: `claude-${'x'.repeat(90)}` });
        const page = await open({ colorScheme, viewport: { width, height: 800 }, reducedMotion: 'reduce' });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        await signIn(page);
        await page.locator('#latest tr').first().waitFor();
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        const colour = await page.evaluate('getComputedStyle(document.body).backgroundColor');
        const [red = NaN] = (/\d+/.exec(String(colour)) ?? []).map(Number);
        expect(red > 128 ? 'light' : 'dark').toBe(colorScheme);
        await ask({});
        await page.locator('#latest tr.fresh').waitFor();
        expect(await page.evaluate("getComputedStyle(document.querySelector('.fresh')).animationName")).toBe('none');
      },
      MINUTE,
    );

    it(
      'filters requests by the fragment of the address, and a link leads to one of them',
      async () => {
        await ask({ model: 'claude-haiku-9' });
        await ask({ max_tokens: -1 });
        const page = await open();
        await signIn(page);
        await page.evaluate("location.hash = '#view=requests'");
        await page.locator('#filter-model').selectOption('claude-haiku-9');
        expect(page.url()).toContain('model=claude-haiku-9');
        const models = page.locator('#requests td.model');
        await page.waitForFunction(`document.querySelectorAll('#requests tbody tr').length === 1`);
        expect(await models.allTextContents()).toEqual(['claude-haiku-9']);
        await page.getByRole('button', { name: 'Clear' }).click();
        await page.getByLabel('Result', { exact: true }).selectOption('failed');
        await page.locator('#requests a.open').first().click();
        await page.locator('dialog .why', { hasText: 'max_tokens' }).waitFor();
        const link = page.url();
        const other = await page.context().newPage();
        await other.goto(link);
        await signIn(other);
        await other.locator('dialog .why', { hasText: 'max_tokens' }).waitFor();
        await other.close();
      },
      MINUTE,
    );

    it(
      'tries a prompt against a route, with its explanation beside it, and keeps nothing of it',
      async () => {
        const page = await open();
        await signIn(page);
        await page.getByRole('link', { name: 'Try' }).click();
        await page.locator('#try-model').fill('claude-opus-5-5');
        await page.getByRole('textbox', { name: 'Prompt' }).fill('a secret question');
        await page.getByRole('button', { name: 'Send' }).click();
        await page.locator('#try-answer .text').waitFor();
        await page.locator('#try-explained').getByText('demo/demo').waitFor();
        await page.getByText(/First token .*tokens in/).waitFor();
        await page.getByRole('link', { name: 'Open the request' }).click();
        await page.locator('dialog[open]').getByText('demo/demo').waitFor();
        const kept = 'JSON.stringify([{ ...sessionStorage }, { ...localStorage }, location.href])';
        expect(await page.evaluate(kept)).not.toContain('secret question');
        expect(await page.locator('dialog').textContent()).not.toContain('secret question');
        expect(gateway.log()).not.toContain('secret question');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'Sign out' }).click();
        expect(await page.locator('body').innerHTML()).not.toContain('secret question');
        expect(await page.locator('#try-prompt').inputValue()).toBe('');
      },
      MINUTE,
    );

    it(
      'runs the checks of doctor',
      async () => {
        const page = await open();
        await signIn(page);
        await page.getByRole('link', { name: 'Gateway', exact: true }).click();
        await page.getByRole('button', { name: 'Run the checks' }).click();
        await page.getByText(/checks failed/).waitFor();
        await page.locator('#findings').getByText('no provider is configured').waitFor();
      },
      MINUTE,
    );

    it(
      'says when the gateway is gone, and goes on when it is back',
      async () => {
        const page = await open();
        await signIn(page);
        await page.context().setOffline(true);
        await page.route('**/*', (route) => route.abort());
        await page.getByRole('button', { name: 'Sign out' }).click();
        await page.getByLabel('Token', { exact: true }).fill(TOKEN);
        await page.getByRole('button', { name: 'Sign in' }).click();
        await page.getByText('Connection lost, trying again').waitFor();
        await page.unroute('**/*');
        await page.context().setOffline(false);
        await page.getByText('Live', { exact: true }).waitFor();
        // The browser logs every try by itself.
        problems = problems.filter((problem) => !problem.includes('net::ERR_'));
      },
      MINUTE,
    );
  },
);
