import type { Browser, Page } from 'playwright-core';

/** A view of the status page at one width. */
export interface Picture {
  /** The fragment of its address. */
  readonly view: string;
  readonly width: number;
  readonly height: number;
  readonly theme: 'light' | 'dark';
}

/** The pictures that a test compares with those in the repository, by their paths there. */
export const PICTURES: Readonly<Record<string, Picture>> = {
  'docs/status-page.png': { view: '', width: 1280, height: 1000, theme: 'light' },
  'test/status/pictures/overview-390.png': { view: '', width: 390, height: 844, theme: 'dark' },
  'test/status/pictures/requests-1920.png': { view: 'view=requests', width: 1920, height: 560, theme: 'dark' },
  'test/status/pictures/request-390.png': {
    view: 'request=req_010147hq7Z9dQkTnVw3xYb',
    width: 390,
    height: 844,
    theme: 'light',
  },
};

/** Opens a view at a fixed time zone, without motion. */
export async function openPicture(browser: Browser, url: string, picture: Picture): Promise<Page> {
  const { width, height, theme, view } = picture;
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
    locale: 'en-GB',
  });
  await page.goto(`${url}/#${view}`);
  await page.getByText('Live', { exact: true }).waitFor();
  return page;
}

/** @param path of the file; absent: the picture is returned only */
export async function takePicture(browser: Browser, url: string, picture: Picture, path?: string): Promise<Buffer> {
  const page = await openPicture(browser, url, picture);
  try {
    return await page.screenshot({ ...(path !== undefined && { path }), animations: 'disabled', caret: 'hide' });
  } finally {
    await page.close();
  }
}
