/** @import { FigureStore } from '../store/figure-store.js' */
/** @import { DrawnFigure, PictureOptions } from './picture.js' */
import { GIFEncoder, applyPalette, quantize } from 'gifenc';
import { rasterOf, svgOf } from './picture.js';

/**
 * @typedef {PictureOptions & { frames?: number, onProgress?: (share: number) => void, signal?: AbortSignal }}
 *   AnimationOptions frames at most, default 60; pixels for each of the screen's, default 1; progress 0 … 1
 */

/** Milliseconds that a frame stands, and the last one. */
const frameDelay = 80;
const lastDelay = 1600;

/**
 * Places on the time grid, equally spaced from the first to the last.
 * @param {number} last
 * @param {number} count
 */
export const chosenFrames = (last, count) => [
  ...new Set(Array.from({ length: count }, (_, i) => Math.round((i * last) / Math.max(1, count - 1)))),
];

/**
 * Plays the figure from t = 0 to ∞, one picture a frame; the time that was shown comes back at the end.
 * @param {FigureStore} store
 * @param {DrawnFigure} view
 * @param {AnimationOptions} [options]
 * @returns {Promise<Blob>}
 */
export async function animationOf(store, view, options = {}) {
  const { frames = 60, scale = 1, onProgress = () => {}, signal } = options;
  const before = store.playhead.value;
  const encoder = GIFEncoder();
  const chosen = chosenFrames(store.lastIndex.value, frames);
  try {
    for (const [i, index] of chosen.entries()) {
      signal?.throwIfAborted();
      store.seek(index);
      const canvas = await rasterOf(await svgOf(store, view, options), scale);
      addFrame(encoder, canvas, i === chosen.length - 1 ? lastDelay : frameDelay);
      onProgress((i + 1) / chosen.length);
      await new Promise((resolve) => setTimeout(resolve));
    }
  } finally {
    store.seek(before);
  }
  encoder.finish();
  return new Blob([/** @type {BlobPart} */ (encoder.bytes())], { type: 'image/gif' });
}

/**
 * @param {import('gifenc').Encoder} encoder
 * @param {HTMLCanvasElement} canvas
 * @param {number} delay milliseconds
 */
function addFrame(encoder, canvas, delay) {
  const { width, height } = canvas;
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data;
  if (!pixels) throw new Error('the canvas cannot be read');
  const palette = quantize(pixels, 256);
  encoder.writeFrame(applyPalette(pixels, palette), width, height, { palette, delay });
}
