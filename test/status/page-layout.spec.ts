import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { findChromium, startChromium } from '../kit/client/chromium.js';
import { comparePictures } from './compare-pictures.js';
import { type PageServer, startPageServer } from './page-server.js';
import { recordedTraffic } from './recorded-traffic.js';
import { openPicture, type Picture, PICTURES, takePicture } from './take-picture.js';

const MINUTE = 60_000;
const WIDTHS = [390, 1280, 1920];
const VIEWS = ['overview', 'requests', 'sessions', 'spending', 'gateway', 'try'];

/** The part of a picture that may differ: fonts of another machine draw some edges elsewhere. */
const TOLERANCE = 0.02;

/** A cell that is drawn, as the browser measures it. */
interface Cell {
  readonly text: string;
  readonly height: number;
  readonly width: number;
  readonly isCut: boolean;
}

/** Runs in the page: every cell of the rows of its tables that is drawn. */
const MEASURE = `[...document.querySelectorAll('.lines td')]
  .filter((cell) => cell.checkVisibility({ visibilityProperty: true }))
  .map((cell) => ({
    text: cell.textContent,
    height: cell.getBoundingClientRect().height,
    width: cell.clientWidth,
    isCut: cell.scrollWidth > cell.clientWidth,
  }))`;

const chromium = findChromium();
const title = 'the layout of the status page, with recorded traffic';
(chromium === undefined ? describe.skip : describe)(
  chromium === undefined ? `${title} (no Chromium here)` : title,
  () => {
    let server: PageServer;
    let browser: Browser;

    beforeAll(async () => {
      server = await startPageServer(recordedTraffic());
      browser = await startChromium(chromium!);
    }, MINUTE);

    afterAll(async () => {
      await browser.close();
      server.close();
    }, MINUTE);

    const open = (view: string, width: number, theme: Picture['theme'] = 'light'): Promise<Page> =>
      openPicture(browser, server.url, { view, width, height: width < 500 ? 844 : 900, theme });

    it.each(WIDTHS)(
      'has one line a row at %i px, cut no shorter than a word, and nothing beside the window',
      async (width) => {
        const page = await open('', width);
        for (const view of VIEWS) {
          await page.evaluate(`location.hash = '#view=${view}'`);
          await page.locator(`#view-${view}`).waitFor();
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
          const cells = await page.evaluate<Cell[]>(MEASURE);
          if (view !== 'try') expect(cells.length).toBeGreaterThan(10);
          expect(cells.filter(({ height }) => height > 34)).toEqual([]);
          // What is cut shows about eight letters at least, and ends with an ellipsis.
          expect(cells.filter(({ isCut, width: space }) => isCut && space < 64)).toEqual([]);
        }
        await page.close();
      },
      MINUTE,
    );

    it('shows ten requests within two screens of a phone', async () => {
      const page = await open('', 390);
      const bottom = await page.evaluate(
        "document.querySelectorAll('#latest tbody tr')[9].getBoundingClientRect().bottom",
      );
      expect(bottom).toBeLessThanOrEqual(2 * 844);
      await page.close();
    });

    it('aligns figures: each column of figures ends at one edge', async () => {
      const page = await open('view=requests', 1920);
      const edges = await page.evaluate<number[]>(`['input', 'output', 'cost', 'duration'].map((name) =>
        new Set([...document.querySelectorAll('#requests td.' + name)].map((cell) => {
          const range = document.createRange();
          range.selectNodeContents(cell);
          return Math.round(range.getBoundingClientRect().right);
        })).size)`);
      for (const count of edges) expect(count).toBe(1);
      await page.close();
    });

    it.each(['light', 'dark'] as const)('has a contrast that is read, in the %s theme', async (theme) => {
      const page = await open('', 1280, theme);
      const weak = await page.evaluate(`(() => {
        const toLight = (colour) => {
          const [r, g, b] = colour.match(/[\\d.]+/g).map((part) => part / 255)
            .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const paper = toLight(getComputedStyle(document.body).backgroundColor);
        const ratio = (colour) => {
          const [a, b] = [toLight(colour), paper].sort((one, other) => other - one);
          return (a + 0.05) / (b + 0.05);
        };
        return [...document.querySelectorAll('td, th, dt, dd, p, h2, a, li')]
          .filter((each) => each.checkVisibility() && !each.matches('.skip') && each.textContent.trim() !== '')
          .map((each) => [each.textContent, ratio(getComputedStyle(each).color)])
          .filter(([, contrast]) => contrast < 4.5);
      })()`);
      expect(weak).toEqual([]);
      await page.close();
    });

    it('replaces a chart without a value by a sentence', async () => {
      const empty = await startPageServer({ ...recordedTraffic(), hour: [], day: [] });
      const page = await openPicture(browser, empty.url, { view: '', width: 1280, height: 900, theme: 'light' });
      expect(await page.locator('.chart svg').count()).toBe(0);
      expect(await page.locator('.chart .empty:visible').count()).toBe(4);
      await page.close();
      empty.close();
    });

    it('shows others than the operator no sums of people, no checks and no trial', async () => {
      const own = await startPageServer({ ...recordedTraffic(), sees_all: false, viewer: 'grace' });
      const page = await openPicture(browser, own.url, {
        view: 'view=spending',
        width: 1280,
        height: 900,
        theme: 'light',
      });
      await page.getByText('only requests of grace').waitFor();
      expect(await page.locator('#spending th.name').allTextContents()).toEqual(['By model']);
      expect(await page.locator('#views a').allTextContents()).not.toContain('Try');
      await page.goto(`${own.url}/#view=try`);
      expect(await page.locator('#view-try').isVisible()).toBe(false);
      await page.evaluate("location.hash = '#view=gateway'");
      await page.getByText('Routes').waitFor();
      expect(await page.locator('#check').isVisible()).toBe(false);
      await page.close();
      own.close();
    });

    it('keeps the focus, and the place, of what it shows while updates come', async () => {
      const page = await open('view=requests', 1280);
      await page.locator('#requests a.open').nth(3).focus();
      await page.evaluate(`import('/status/page/store.js').then(async ({ keepUpdate, readStore }) => {
        const update = readStore();
        keepUpdate({ ...update, requests: [{ ...update.requests[0], id: 'req_new' }] });
        (await import('/status/page/render.js')).render();
      })`);
      await page.locator('#requests tr[data-id=req_new].fresh').waitFor();
      expect(await page.evaluate("document.activeElement.closest('tr').rowIndex")).toBe(5);
      await page.close();
    });

    it.each(Object.entries(PICTURES))(
      'looks as in the picture %s',
      async (name, picture) => {
        const taken = await takePicture(browser, server.url, picture);
        const wanted = readFileSync(new URL(`../../${name}`, import.meta.url));
        const page = await browser.newPage();
        const difference = await comparePictures(page, taken, wanted);
        await page.close();
        expect(difference).toBeLessThan(TOLERANCE);
        // The measure sees a difference: another picture is far away.
        if (name.startsWith('docs/')) {
          const other = await takePicture(browser, server.url, { ...picture, theme: 'dark' });
          const blank = await browser.newPage();
          expect(await comparePictures(blank, other, wanted)).toBeGreaterThan(0.5);
          await blank.close();
        }
      },
      MINUTE,
    );
  },
);
