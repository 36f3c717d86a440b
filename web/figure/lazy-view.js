import { adoptStyle } from '../charts/adopt-style.js';
import { html } from '../charts/dom.js';

/** @typedef {{ element: HTMLElement, draw: () => void, destroy: () => void, style?: string }} View `style` is adopted with it */

/**
 * A view whose module is loaded when it is first drawn.
 * @param {() => Promise<View>} load
 * @param {string} className of the place that it takes
 * @returns {View}
 */
export function createLazyView(load, className) {
  const element = html('div', { class: className });
  /** @type {View | undefined} */ let view;
  let isAsked = false;
  let isDestroyed = false;

  async function begin() {
    isAsked = true;
    try {
      const made = await load();
      if (isDestroyed) return made.destroy();
      view = made;
      if (view.style) adoptStyle(element, view.style);
      element.replaceChildren(view.element);
      view.draw();
    } catch {
      // The network may be back when the view is next drawn.
      isAsked = false;
      element.replaceChildren(html('p', { class: 'panel' }, 'This part of the page could not be loaded.'));
    }
  }
  return {
    element,
    draw: () => (isAsked ? view?.draw() : void begin()),
    destroy: () => {
      isDestroyed = true;
      view?.destroy();
    },
  };
}
