/**
 * Adapter for anywidget: Jupyter, marimo, MyST. Traits of the model: `experiment` a hash, written back when a person
 * changes the figure; `controls` whether it has its form; `height` in CSS pixels, 0 for that of the content.
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
  figure.setAttribute('experiment', String(model.get('experiment') ?? ''));
  figure.toggleAttribute('controls', model.get('controls') === true);
  const readExperiment = () => {
    const hash = String(model.get('experiment') ?? '');
    if (hash !== figure.hash) figure.hash = hash;
  };
  const readHeight = () => {
    const height = Number(model.get('height')) || 0;
    figure.style.cssText = height > 0 ? `display: block; height: ${height}px; overflow: auto` : '';
  };
  const writeExperiment = () => {
    if (figure.hash === model.get('experiment')) return;
    model.set('experiment', figure.hash);
    model.save_changes();
  };
  readHeight();
  el.append(figure);
  figure.addEventListener('ntk-state', writeExperiment);
  model.on('change:experiment', readExperiment);
  model.on('change:height', readHeight);
  return () => {
    model.off('change:experiment', readExperiment);
    model.off('change:height', readHeight);
    figure.remove();
  };
}

export default { render };
