/**
 * What `<ntk-figure>` offers to a page: the one table from which docs/embedding.md and the custom-elements manifest are
 * written. No page loads it.
 */
import { attributeTypes } from './attributes.js';
import { viewNames } from './shown-parts.js';

/** @type {Record<string, string>} */
const attributeHelp = {
  experiment:
    'The experiment as a link of the laboratory has it after `#`: `v=1&network.width=64`. Values out of range are clamped; what a link hides or opens is hidden or open here too.',
  src: 'Address of the experiment as JSON, on the same server or one that allows this page (CORS). Comes before an inline experiment, which comes before `experiment`.',
  views: `What stands beside the function: names of ${viewNames.join(', ')}, or \`all\`. Without it, what the link opens, else nothing.`,
  hide: 'Parts and controls that are not shown, by the names that a link has.',
  controls: 'Shows the form with every field of the experiment.',
  autoplay: 'Plays once it has begun; where motion is to be reduced it rests at t = ∞ instead.',
  speed: 'How fast it plays; at 1 the whole time axis takes 9 seconds.',
  loading: '`lazy` begins near the window, `eager` at once.',
  theme: '`auto` follows the `color-scheme` of the page; `light` and `dark` bring their own ground.',
};

export const attributes = Object.entries(attributeTypes).map(([name, type]) => ({
  name,
  ...type,
  help: attributeHelp[name],
}));

/** Properties besides those of the attributes. */
export const properties = [
  {
    name: 'ready',
    type: 'Promise<void>',
    isReadOnly: true,
    help: 'Resolves once the first frame of all three functions is drawn; rejects with a `FigureProblem` { kind, message, faults } where none can be. After a retry it is a new promise.',
  },
  {
    name: 'time',
    type: 'number | undefined',
    isReadOnly: false,
    help: 'Time t that is shown, undefined before the first frame; setting it from then on goes to the nearest time of the grid, `Infinity` to the end.',
  },
  { name: 'playing', type: 'boolean', isReadOnly: false, help: 'Whether it plays.' },
  {
    name: 'hash',
    type: 'string',
    isReadOnly: false,
    help: 'The experiment, the open panels and what is hidden, only what differs from the defaults.',
  },
  { name: 'hiddenParts', type: 'string[]', isReadOnly: false, help: 'Names of what is hidden.' },
  {
    name: 'presenting',
    type: 'boolean',
    isReadOnly: false,
    help: 'Without its form, for an audience; the hash does not say it.',
  },
];

export const methods = [
  { name: 'play', parameters: '', returns: 'void', help: 'Plays; from the end, from t = 0.' },
  { name: 'pause', parameters: '', returns: 'void', help: 'Pauses.' },
  { name: 'step', parameters: 'count = 1', returns: 'void', help: 'Frames on, or back where negative.' },
  { name: 'seek', parameters: 'index', returns: 'void', help: 'To a frame; `Infinity` is t = ∞.' },
  { name: 'reset', parameters: '', returns: 'void', help: 'To t = 0.' },
  { name: 'cancel', parameters: '', returns: 'void', help: 'Ends what is computed; frames so far stay.' },
  {
    name: 'getState',
    parameters: '',
    returns: '{ document, index, playing, numbers, statuses } | undefined',
    help: 'A copy of the experiment and where it is; undefined before it begins.',
  },
  {
    name: 'setState',
    parameters: 'state',
    returns: 'void',
    help: 'An experiment, or what `getState` gave. What is missing is at its default; what is no experiment changes nothing, and is told. A step of undo.',
  },
  {
    name: 'permalink',
    parameters: '{ base, hidden } = {}',
    returns: 'string',
    help: 'A link to what is shown, on the page `base` that takes the hash (the laboratory).',
  },
  {
    name: 'panels',
    parameters: '',
    returns: 'Promise<{ name, title }[]>',
    help: 'Panels that can be exported now.',
  },
  {
    name: 'toBlob',
    parameters: '{ panel, scheme, scale, format } = {}',
    returns: 'Promise<Blob>',
    help: 'A picture of a panel, `png` or `svg`.',
  },
  {
    name: 'toAnimation',
    parameters: '{ panel, scheme, scale, frames, onProgress, signal } = {}',
    returns: 'Promise<Blob>',
    help: 'A panel over all times as an animated GIF.',
  },
  {
    name: 'exportData',
    parameters: "format = 'json'",
    returns: 'Promise<Blob>',
    help: 'The run: `numbers` or `curves` as CSV, everything as `json`, the `document` alone.',
  },
  {
    name: 'code',
    parameters: 'language',
    returns: 'Promise<string>',
    help: 'A program in `javascript`, `cpp` or `python` that does the same.',
  },
  {
    name: 'handleKey',
    parameters: 'event',
    returns: 'boolean',
    help: 'Lets a page hand on a key to the figure; whether it was one of its keys.',
  },
  {
    name: 'destroy',
    parameters: '',
    returns: 'void',
    help: 'Ends its runs, gives back what it held, forgets its state. In a document again, it begins anew.',
  },
];

/** All bubble and are composed. */
export const events = [
  { name: 'ntk-load', detail: '{}', help: 'The first frame is drawn.' },
  {
    name: 'ntk-error',
    detail: '{ kind, message, faults }',
    help: '`kind`: `load` the engine’s files cannot be had, `wasm` no WebAssembly, `size` too many points for a page that refuses workers, `engine` it broke down, `document` the experiment is none, or the engine refuses it (`faults` by field), `source` `src` cannot be loaded.',
  },
  {
    name: 'ntk-progress',
    detail: '{ progress, statuses }',
    help: 'How much is computed, 0 to 1, and the status of each of the three runs.',
  },
  { name: 'ntk-state', detail: '{ hash, hidden }', help: 'The experiment or what is shown changed.' },
  { name: 'ntk-time', detail: '{ time, index, playing }', help: 'Another time is shown.' },
];

export const parts = [
  { name: 'frame', help: 'Around everything.' },
  { name: 'cover', help: 'Poster and sentence while there is no figure.' },
  { name: 'message', help: 'The sentence.' },
  { name: 'status', help: 'Legend, progress and messages.' },
  { name: 'function', help: 'The panel of the functions.' },
  { name: 'points', help: 'The training points over the curves.' },
  { name: 'time-bar', help: 'Play, steps, time and speed.' },
  { name: 'panels', help: 'The panels beside the function.' },
  { name: 'numbers', help: 'The numbers now.' },
  { name: 'controls', help: 'The form.' },
  { name: 'advanced', help: 'The folded part of the form.' },
];

export const slots = [
  { name: 'poster', help: 'Shown until the first frame, and where there can be none.' },
  {
    name: 'experiment',
    help: 'A `<script type="application/json" slot="experiment">` with the experiment; what is missing is at its default.',
  },
];

const colour = (/** @type {string} */ name, /** @type {string} */ help) => ({
  name: `--ntk-${name}`,
  default: 'by theme',
  help,
});

export const cssProperties = [
  { name: '--ntk-font', default: 'system-ui, sans-serif', help: 'Family of all type, charts too.' },
  { name: '--ntk-font-size', default: '15px', help: 'Everything but the plots grows with it.' },
  {
    name: '--ntk-plot-height',
    default: 'half the width, 200px to 400px',
    help: 'Height of the plot of the functions.',
  },
  { name: '--ntk-gap', default: '1em', help: 'Between panels.' },
  { name: '--ntk-radius', default: '10px', help: 'Corners of panels.' },
  colour('background', 'Ground of the figure with `theme` light or dark.'),
  colour('surface', 'Ground of panels.'),
  colour('text', 'Type.'),
  colour('text-soft', 'Axes, units, explanations.'),
  colour('line', 'Borders.'),
  colour('grid', 'Lines of the grid.'),
  colour('accent', 'Buttons and focus.'),
  colour('on-accent', 'Type on buttons.'),
  colour('fault', 'Faults.'),
  colour('network', 'The network.'),
  colour('linearisation', 'The linearisation.'),
  colour('limit', 'The infinite-width limit.'),
  colour('pinned', 'A run that is pinned beside.'),
  colour('target', 'The target.'),
];
