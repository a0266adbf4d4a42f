import type { Page } from 'playwright-core';

/** A picture is compared in squares of so many pixels, each by its mean: where one letter stands does not matter. */
const SQUARE = 8;
/** Of 255: squares whose colours differ by more are different. */
const THRESHOLD = 24;

/** Runs in a browser: decodes two pictures, and counts the squares that differ. */
const COMPARE = `async ([one, other, square, threshold]) => {
  const read = async (base64) => {
    const image = new Image();
    image.src = 'data:image/png;base64,' + base64;
    await image.decode();
    const size = [Math.floor(image.width / square), Math.floor(image.height / square)];
    const canvas = new OffscreenCanvas(...size);
    const context = canvas.getContext('2d');
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, 0, 0, ...size);
    return { size, data: context.getImageData(0, 0, ...size).data };
  };
  const [a, b] = [await read(one), await read(other)];
  if (String(a.size) !== String(b.size)) return 1;
  let different = 0;
  for (let i = 0; i < a.data.length; i += 4)
    if ([0, 1, 2].some((part) => Math.abs(a.data[i + part] - b.data[i + part]) > threshold)) different++;
  return different / (a.data.length / 4);
}`;

/** The part of two pictures that differs, from 0 to 1; pictures of different sizes differ wholly. */
export async function comparePictures(page: Page, one: Buffer, other: Buffer): Promise<number> {
  const given = JSON.stringify([one.toString('base64'), other.toString('base64'), SQUARE, THRESHOLD]);
  return page.evaluate(`(${COMPARE})(${given})`);
}
