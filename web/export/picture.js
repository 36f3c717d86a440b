/** @import { FigureStore } from '../store/figure-store.js' */
import { announceColourChange } from '../charts/colours.js';
import { composed } from './composed-svg.js';
import { panelNamed } from './panels.js';

/**
 * @typedef {object} PictureOptions
 * @property {string} [panel] its name, default 'function'
 * @property {'light' | 'dark' | 'screen'} [scheme] background and colours; default as on the screen
 * @property {number} [scale] pixels of a PNG for each of the screen's, default 2
 *
 * @typedef {{ element: HTMLElement, draw: () => void }} DrawnFigure
 */

/** Charts draw in a microtask after they were told to. */
const drawn = () => new Promise((resolve) => setTimeout(resolve));

/**
 * Does something while the figure has another colour scheme, without a display frame of it on the screen.
 * @template Result
 * @param {DrawnFigure} view
 * @param {PictureOptions['scheme']} scheme
 * @param {() => Result} act
 */
async function inScheme(view, scheme, act) {
  if (scheme === undefined || scheme === 'screen') return act();
  const { style } = view.element;
  const recolour = () => {
    announceColourChange();
    view.draw();
  };
  style.colorScheme = scheme;
  recolour();
  await Promise.resolve();
  try {
    return act();
  } finally {
    style.colorScheme = '';
    recolour();
  }
}

/**
 * @param {FigureStore} store
 * @param {DrawnFigure} view
 * @param {PictureOptions} [options]
 * @returns {Promise<string>} an SVG document
 */
export async function svgOf(store, view, { panel = 'function', scheme } = {}) {
  view.draw();
  await drawn();
  return inScheme(view, scheme, () => composed(store, panelNamed(view.element, panel)));
}

/**
 * @param {string} svg
 * @param {number} scale
 * @returns {Promise<HTMLCanvasElement>}
 */
export async function rasterOf(svg, scale) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
  canvas.getContext('2d', { willReadFrequently: true })?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/**
 * @param {FigureStore} store
 * @param {DrawnFigure} view
 * @param {PictureOptions & { format?: 'png' | 'svg' }} [options]
 * @returns {Promise<Blob>}
 */
export async function pictureOf(store, view, options = {}) {
  const svg = await svgOf(store, view, options);
  if (options.format === 'svg') return new Blob([svg], { type: 'image/svg+xml' });
  const canvas = await rasterOf(svg, options.scale ?? 2);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large'))),
      'image/png',
    );
  });
}
