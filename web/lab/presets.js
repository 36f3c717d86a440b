import { kernels } from './presets/kernels.js';
import { lazyOrRich } from './presets/lazy-or-rich.js';
import { plane } from './presets/plane.js';
import { sideBySide } from './presets/side-by-side.js';
import { sweeps } from './presets/sweeps.js';
import { training } from './presets/training.js';
import { width } from './presets/width.js';

/**
 * One experiment for every regime, each a link with a sentence that says what to look for. tests/web/presets.test.js
 * holds each to what it promises; docs/presets.md is the table of claims that follows from this list.
 *
 * @typedef {object} PresetOfGroup
 * @property {string} id
 * @property {string} name
 * @property {string[]} claims of docs/claims.md that it shows
 * @property {string} fields what differs from the default document, as in a link
 * @property {string} [panels] that its sentence speaks of, the one to be seen first; as in a link, without it as at first
 * @property {string} [sweep] what the sweep panel, which is open then, is to run; as in a link
 * @property {string} look
 *
 * @typedef {PresetOfGroup & { group: string }} Preset
 */

const groups = {
  Width: width,
  'Lazy or rich': lazyOrRich,
  Kernels: kernels,
  Training: training,
  'In the plane': plane,
  'Side by side': sideBySide,
  Sweeps: sweeps,
};

/** @type {Preset[]} */
export const presets = Object.entries(groups).flatMap(([group, own]) =>
  own.map((preset) => ({ ...preset, group })),
);

/** The link of a preset, as the address has it. @param {Preset} preset */
export const hashOf = ({ fields, panels, sweep }) =>
  [
    '#v=1',
    ...(fields === '' ? [] : [fields]),
    ...(panels === undefined ? [] : [`view=${panels}`]),
    ...(sweep === undefined ? [] : [`view=sweep,training&sweep=${sweep}`]),
  ].join('&');
