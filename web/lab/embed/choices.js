/** What a person chooses for a figure on another page, and how the element and the iframe page are told so. */
/** @import { Attributes, Style } from './markup.js' */
import { viewNames } from '../../figure/shown-parts.js';
import { hideableParts } from '../../store/hideable.js';
import { panelNames, panelsIn } from '../../store/panel-choice.js';

/**
 * @typedef {object} EmbedChoices
 * @property {string} experiment hash of the figure, with or without `#`
 * @property {string[]} views of `viewNames`
 * @property {boolean} controls
 * @property {string[]} hidden names of parts and fields, besides views and controls
 * @property {'own' | 'fixed' | 'aspect'} size its own height in the width of the page; a box of pixels; a ratio
 * @property {number | undefined} width in CSS pixels, for `fixed`; undefined: that of the page
 * @property {number} height in CSS pixels, for `fixed`
 * @property {string} aspect one of `aspects`
 * @property {'auto' | 'light' | 'dark'} theme
 * @property {boolean} autoplay
 * @property {'lazy' | 'eager'} loading
 * @property {'none' | 'png' | 'svg'} poster
 * @property {string} description for those who do not see the figure
 * @property {string} base address of the folder of the files, with `/` at its end
 */

/** Choices that are of no use on some kind of page. @typedef {'width' | 'aspect' | 'loading' | 'poster' | 'title'} Offer */

export const aspects = ['16 / 9', '4 / 3', '1 / 1'];
/** Bounds of a width and a height in pixels. */
export const sizeBounds = { minimum: 200, maximum: 4000 };
/** Parts that can be hidden and are neither a view, nor all controls, nor of the laboratory's page. */
export const figureParts = hideableParts.filter(({ name }) => ['advanced', 'time-bar'].includes(name));

/** Names that a link hides on the laboratory's page only, or that are choices of their own. */
const otherNames = ['header', 'presets', 'actions', 'controls', 'panels', ...viewNames];

/**
 * What to begin with: the figure as it is shown, without its form.
 * @param {string} hash @param {string[]} hidden @param {string} base
 * @returns {EmbedChoices}
 */
export const firstChoices = (hash, hidden, base) => ({
  experiment: hash,
  views: hidden.includes('panels') ? [] : panelsIn(hash).panels.filter((name) => !hidden.includes(name)),
  controls: false,
  hidden: hidden.filter((name) => !otherNames.includes(name)),
  size: 'own',
  width: 800,
  height: 600,
  aspect: aspects[0],
  theme: 'auto',
  autoplay: true,
  loading: 'lazy',
  poster: 'none',
  description: 'A neural network in training, its linearisation and its infinite-width limit.',
  base,
});

/**
 * The choices as far as a kind of page has a use for them; the others are as at first.
 * @param {EmbedChoices} choices
 * @param {Offer[]} offers
 * @returns {EmbedChoices}
 */
export const withinOffers = (choices, offers) => ({
  ...choices,
  size: choices.size === 'aspect' && !offers.includes('aspect') ? 'own' : choices.size,
  width: offers.includes('width') ? choices.width : undefined,
  loading: offers.includes('loading') ? choices.loading : 'lazy',
  poster: offers.includes('poster') ? choices.poster : 'none',
});

/** Whether the description is read: as the title of a frame, or with a poster. @param {EmbedChoices} choices @param {Offer[]} offers */
export const isDescribed = ({ poster }, offers) =>
  offers.includes('title') || (offers.includes('poster') && poster !== 'none');

/**
 * The folder of the files.
 * @param {string} text as a person types it @param {string} page that it may be relative to
 * @returns {string | undefined} undefined: it is no address of the web
 */
export function folderAddress(text, page) {
  const address = text.trim();
  const url = address !== '' && URL.canParse(address, page) ? new URL(address, page) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  return `${url.origin}${url.pathname.replace(/\/*$/, '/')}`;
}

/** The hash without what attributes say: what is hidden, and which panels are open where there are none. @param {EmbedChoices} choices */
function experimentOf({ experiment, views }) {
  const hasPanels = views.some((name) => panelNames.includes(name));
  const isKept = (/** @type {string} */ entry) =>
    !entry.startsWith('hide=') && (hasPanels || !entry.startsWith('view='));
  return experiment.replace(/^#/, '').split('&').filter(isKept).join('&');
}

/** @param {EmbedChoices} choices @returns {Attributes} of <ntk-figure>, without its size */
export const figureAttributes = (choices) => ({
  experiment: experimentOf(choices),
  views: choices.views.length > 0 ? choices.views.join(' ') : undefined,
  hide: choices.hidden.length > 0 ? choices.hidden.join(' ') : undefined,
  controls: choices.controls,
  autoplay: choices.autoplay,
  loading: choices.loading === 'eager' ? 'eager' : undefined,
  theme: choices.theme === 'auto' ? undefined : choices.theme,
});

/** The experiment with what is hidden in it, where only a hash can say so. @param {EmbedChoices} choices */
export const experimentHash = (choices) =>
  [experimentOf(choices), ...(choices.hidden.length > 0 ? [`hide=${choices.hidden.join()}`] : [])].join('&');

/** Hash of the iframe page and of the single file, which show the form and all views where it does not say which. @param {EmbedChoices} choices */
export function pageHash(choices) {
  const { views, controls, hidden, theme, autoplay } = choices;
  const hide = [...(controls ? [] : ['controls']), ...hidden];
  const entries = [
    experimentOf(choices),
    hide.length > 0 ? `hide=${hide.join()}` : '',
    `views=${views.join() || 'function'}`,
    theme === 'auto' ? '' : `theme=${theme}`,
    autoplay ? '' : 'autoplay=false',
  ];
  return entries.filter((entry) => entry !== '').join('&');
}

/** The nearest allowed number of pixels. @param {number} length */
export const clampLength = (length) =>
  Math.round(Math.min(sizeBounds.maximum, Math.max(sizeBounds.minimum, Number(length) || 0)));
const pixels = (/** @type {number} */ length) => `${clampLength(length)}px`;

/** @param {EmbedChoices} choices @returns {Style} of the box; empty where the figure has its own height */
export function boxStyle({ size, width, height, aspect }) {
  if (size === 'fixed') {
    /** @type {Style} */
    const inside = width === undefined ? {} : { width: pixels(width), 'max-width': '100%' };
    return { ...inside, height: pixels(height) };
  }
  if (size === 'aspect')
    return { width: '100%', 'aspect-ratio': aspects.includes(aspect) ? aspect : aspects[0] };
  return {};
}

/** @param {EmbedChoices} choices @returns {Style} of <ntk-figure>: what does not fit its box is scrolled to */
export function figureStyle(choices) {
  const style = boxStyle(choices);
  return Object.keys(style).length > 0 ? { ...style, overflow: 'auto' } : style;
}
