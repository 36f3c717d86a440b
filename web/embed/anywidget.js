/**
 * Adapter for anywidget: Jupyter, marimo, MyST. Traits of the model: `experiment` a hash, written back when a person
 * changes the figure; `views`, `controls`, `autoplay` and `theme` as the attributes; `height` in CSS pixels, 0 for that of
 * the content. What a model does not have is as without the attribute.
 */
/** @import { NtkFigure } from '../figure/ntk-figure.js' */
import './element.js';

/**
 * @typedef {object} Model the part of anywidget's model that is used
 * @property {(trait: string) => any} get
 * @property {(trait: string, value: unknown) => void} set
 * @property {() => void} save_changes
 * @property {(event: string, callback: () => void) => void} on
 * @property {(event: string, callback: () => void) => void} off
 */

/**
 * @param {{ model: Model, el: HTMLElement }} view
 * @returns {() => void} cleanup
 */
function render({ model, el }) {
  const figure = /** @type {NtkFigure} */ (document.createElement('ntk-figure'));
  // JupyterLab's own keys, of which x cuts the cell, are not the figure's.
  figure.dataset.lmSuppressShortcuts = 'true';
  const text = (/** @type {string} */ name) => () => {
    const value = String(model.get(name) ?? '');
    if (value === '') figure.removeAttribute(name);
    else figure.setAttribute(name, value);
  };
  const flag = (/** @type {string} */ name) => () => figure.toggleAttribute(name, model.get(name) === true);
  const read = {
    experiment: () => {
      const hash = String(model.get('experiment') ?? '');
      if (`#${hash.replace(/^#/, '')}` !== figure.hash) figure.setAttribute('experiment', hash);
    },
    views: text('views'),
    controls: flag('controls'),
    autoplay: flag('autoplay'),
    theme: text('theme'),
    height: () => {
      const height = Number(model.get('height')) || 0;
      figure.style.cssText = height > 0 ? `display: block; height: ${height}px; overflow: auto` : '';
    },
  };
  for (const [trait, take] of Object.entries(read)) {
    take();
    model.on(`change:${trait}`, take);
  }
  figure.addEventListener('ntk-state', () => {
    if (`#${String(model.get('experiment')).replace(/^#/, '')}` === figure.hash) return;
    model.set('experiment', figure.hash);
    model.save_changes();
  });
  el.append(figure);
  return () => {
    for (const [trait, take] of Object.entries(read)) model.off(`change:${trait}`, take);
    figure.remove();
  };
}

export default { render };
