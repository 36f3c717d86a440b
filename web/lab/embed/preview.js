/** @import { NtkFigure } from '../../figure/ntk-figure.js' */
/** @import { EmbedChoices } from './choices.js' */
import { html, setAttributes } from '../../charts/dom.js';
import { figureAttributes, figureStyle } from './choices.js';

/** A figure with just the attributes of the snippet; it ends with `destroy`. */
export function createPreview() {
  const figure = /** @type {NtkFigure} */ (document.createElement('ntk-figure'));
  const element = html('div', { class: 'embed-preview', role: 'group', 'aria-label': 'Preview' }, figure);
  // The page's own keys are not those of another page.
  element.addEventListener('keydown', (event) => event.stopPropagation());

  /** @param {EmbedChoices} choices */
  function draw(choices) {
    setAttributes(figure, /** @type {Record<string, string>} */ (figureAttributes(choices)));
    figure.removeAttribute('style');
    for (const [name, value] of Object.entries(figureStyle(choices))) figure.style.setProperty(name, value);
  }
  const destroy = () => {
    figure.destroy();
    figure.remove();
  };
  return { element, draw, destroy };
}
