// Pictures that a test takes beside those that are kept in baselines/. Both are decoded, compared and encoded in a blank
// page of the browser; kept ones have few colours, so that they are small.
/** @import { BrowserContext } from 'playwright-core' */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const folder = fileURLToPath(new URL('baselines/', import.meta.url));
export const isUpdating = process.argv.includes('--update');

/** Distance of the six values that a channel of a kept picture can have. */
const colourStep = 255 / 5;
/**
 * A pixel differs if no neighbour of it in the other picture is that near in every channel: edges of letters may move by
 * one. Rounding to few colours takes up to 25.5 of it; colours of two series are 56 apart or more after it.
 */
const largestDistance = 35;
/** Share of differing pixels that is let pass; the same page differs by up to 6e-5, exchanged colours of two series by 4e-4. */
const largestShare = 2e-4;

/**
 * Runs in the page.
 * @param {{ expected: string | undefined, actual: string, step: number, distance: number }} pictures base64 of PNG
 */
async function judge({ expected, actual, step, distance }) {
  const pixelsOf = async (/** @type {string} */ base64) => {
    const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob();
    const bitmap = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  };
  const base64Of = async (/** @type {ImageData} */ image) => {
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext('2d')?.putImageData(image, 0, 0);
    const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  };
  const now = await pixelsOf(actual);
  const rounded = new ImageData(
    now.data.map((value) => Math.round(value / step) * step),
    now.width,
  );
  const kept = await base64Of(rounded);
  if (expected === undefined) return { kept };
  const then = await pixelsOf(expected);
  const { width, height } = now;
  if (then.width !== width || then.height !== height)
    return { kept, share: 1, size: `${then.width}×${then.height}, now ${width}×${height}` };

  const isNear = (
    /** @type {ImageData} */ a,
    /** @type {number} */ i,
    /** @type {ImageData} */ b,
    /** @type {number} */ j,
  ) => [0, 1, 2].every((channel) => Math.abs(a.data[4 * i + channel] - b.data[4 * j + channel]) <= distance);
  const hasNear = (
    /** @type {ImageData} */ a,
    /** @type {ImageData} */ b,
    /** @type {number} */ x,
    /** @type {number} */ y,
  ) => {
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v += 1)
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u += 1)
        if (isNear(a, y * width + x, b, v * width + u)) return true;
    return false;
  };
  let count = 0;
  const marked = new ImageData(width, height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const i = y * width + x;
      const differs = !isNear(now, i, then, i) && !(hasNear(now, then, x, y) && hasNear(then, now, x, y));
      count += Number(differs);
      const grey = 200 + now.data[4 * i + 1] / 5;
      marked.data.set(differs ? [220, 0, 0, 255] : [grey, grey, grey, 255], 4 * i);
    }
  return { kept, share: count / (width * height), difference: await base64Of(marked) };
}

/**
 * The picture is the kept one but for a few pixels; else it is left in the artefacts with the kept one and with the
 * pixels that differ. With `--update` it becomes the kept one.
 * @param {BrowserContext} context
 * @param {string} artifacts
 * @param {string} name
 * @param {Buffer} picture PNG
 */
export async function assertLooks(context, artifacts, name, picture) {
  const file = `${folder}${name}.png`;
  const known = existsSync(file) && !isUpdating ? readFileSync(file) : undefined;
  const page = await context.newPage();
  const {
    kept,
    share = 0,
    difference,
    size,
  } = await page.evaluate(judge, {
    expected: known?.toString('base64'),
    actual: picture.toString('base64'),
    step: colourStep,
    distance: largestDistance,
  });
  await page.close();
  const write = (/** @type {string} */ path, /** @type {string} */ base64) =>
    writeFileSync(path, Buffer.from(base64, 'base64'));
  if (isUpdating) {
    mkdirSync(folder, { recursive: true });
    write(file, kept);
    return 0;
  }
  assert.ok(known, `${file} is missing: run.mjs with --update makes it`);
  if (share > largestShare) {
    write(`${artifacts}/${name}-expected.png`, known.toString('base64'));
    writeFileSync(`${artifacts}/${name}-actual.png`, picture);
    if (difference) write(`${artifacts}/${name}-difference.png`, difference);
    assert.fail(
      `${name} looks different: ${size ?? `${(100 * share).toFixed(2)} % of its pixels`}; see ${artifacts}`,
    );
  }
  return share;
}
