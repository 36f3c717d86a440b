/** @import { EmbedChoices, Offer } from './choices.js' */
import { html } from '../../charts/dom.js';
import { viewNames } from '../../figure/shown-parts.js';
import { hideableParts } from '../../store/hideable.js';
import { aspects, figureParts, isDescribed, sizeBounds, withinOffers } from './choices.js';
import { hidingChoices } from '../hiding.js';

const labels = new Map(hideableParts.map(({ name, label }) => [name, label]));

/** @param {string} id @param {string} label @param {HTMLElement} control @param {...HTMLElement} more */
const row = (id, label, control, ...more) =>
  html('p', { class: 'row' }, html('label', { for: id }, label), control, ...more);

/**
 * Controls that write into the choices.
 * @param {EmbedChoices} choices
 * @param {() => void} changed
 */
function createControls(choices, changed) {
  /** @param {'size' | 'aspect' | 'theme' | 'loading' | 'poster'} key @param {[string, string][]} options */
  function select(key, options) {
    const control = html(
      'select',
      { id: `embed-${key}` },
      ...options.map(([value, label]) => html('option', { value, selected: value === choices[key] }, label)),
    );
    control.addEventListener('change', () => {
      Object.assign(choices, { [key]: control.value });
      changed();
    });
    return control;
  }
  /** @param {string} name @param {string} label @param {boolean} checked @param {(isOn: boolean) => void} take */
  function box(name, label, checked, take) {
    const control = html('input', { type: 'checkbox', name, checked });
    control.addEventListener('change', () => {
      take(control.checked);
      changed();
    });
    return html('label', {}, control, ` ${label}`);
  }
  /** @param {'width' | 'height'} key */
  function length(key) {
    const { minimum, maximum } = sizeBounds;
    const bounds = { min: String(minimum), max: String(maximum), step: '10' };
    const control = html('input', { type: 'number', 'aria-label': `${key} in pixels`, ...bounds });
    control.value = String(choices[key]);
    control.addEventListener('input', () => {
      choices[key] = control.valueAsNumber || minimum;
      changed();
    });
    return control;
  }
  function description() {
    const control = html('input', { type: 'text', id: 'embed-description', maxlength: '300' });
    control.value = choices.description;
    control.addEventListener('input', () => {
      choices.description = control.value;
      changed();
    });
    return control;
  }
  return { select, box, length, description };
}
/** @typedef {ReturnType<typeof createControls>} Controls */

/** What is shown. @param {EmbedChoices} choices @param {() => void} changed @param {Controls} controls */
function contentChoices(choices, changed, { box }) {
  const views = viewNames.map((name) =>
    box(name, labels.get(name) ?? name, choices.views.includes(name), (isOn) => {
      choices.views = viewNames.filter((other) => (other === name ? isOn : choices.views.includes(other)));
    }),
  );
  const hidden = new Set(choices.hidden);
  const hiding = hidingChoices(hidden, { title: 'Figure', parts: figureParts }, () => {
    choices.hidden = [...hidden];
    changed();
  });
  return [
    html('fieldset', { class: 'choices' }, html('legend', {}, 'Beside the functions'), ...views),
    html(
      'div',
      { class: 'choices' },
      box('controls', 'All controls', choices.controls, (isOn) => (choices.controls = isOn)),
      box('autoplay', 'Plays by itself', choices.autoplay, (isOn) => (choices.autoplay = isOn)),
    ),
    html('details', { open: hidden.size > 0 }, html('summary', {}, 'Hide parts and single controls'), hiding),
  ];
}

/**
 * The form of an embedded figure.
 * @param {EmbedChoices} choices which it changes
 * @param {() => void} changed
 */
export function createEmbedForm(choices, changed) {
  const controls = createControls(choices, changed);
  const { select, length } = controls;
  const width = [length('width'), html('span', {}, '×')];
  const pixels = html('span', { class: 'row' }, ...width, length('height'), 'pixels');
  const aspect = select(
    'aspect',
    aspects.map((ratio) => [ratio, ratio.replace(' / ', ' : ')]),
  );
  aspect.setAttribute('aria-label', 'Ratio of width to height');
  const size = select('size', [
    ['own', 'fits the page'],
    ['fixed', 'fixed, in pixels'],
    ['aspect', 'fits, with a ratio'],
  ]);
  const theme = select('theme', [
    ['auto', 'as the page'],
    ['light', 'light'],
    ['dark', 'dark'],
  ]);
  const loading = select('loading', [
    ['lazy', 'when in view'],
    ['eager', 'at once'],
  ]);
  const poster = select('poster', [
    ['none', 'none'],
    ['png', 'PNG of this moment'],
    ['svg', 'SVG of this moment'],
  ]);
  const rows = {
    loading: row(loading.id, 'Begins', loading),
    poster: row(poster.id, 'Poster', poster),
    description: row('embed-description', 'Description', controls.description()),
  };
  const element = html(
    'div',
    { class: 'embed-form' },
    ...contentChoices(choices, changed, controls),
    row(size.id, 'Size', size, pixels, aspect),
    row(theme.id, 'Colours', theme),
    ...Object.values(rows),
  );
  /** Shows what changes something on this kind of page. @param {Offer[]} offers */
  const draw = (offers) => {
    const within = withinOffers(choices, offers);
    for (const option of size.options)
      option.hidden = option.value === 'aspect' && !offers.includes('aspect');
    size.value = within.size;
    for (const part of width) part.hidden = within.width === undefined;
    pixels.hidden = within.size !== 'fixed';
    aspect.hidden = within.size !== 'aspect';
    rows.loading.hidden = !offers.includes('loading');
    rows.poster.hidden = !offers.includes('poster');
    rows.description.hidden = !isDescribed(choices, offers);
  };
  return { element, draw };
}
