/** @import { NtkFigure } from '../figure/ntk-figure.js' */

/**
 * The page for an audience: larger type, no controls, the whole screen where the browser allows it. Escape ends it.
 * @param {NtkFigure} figure
 */
export function startPresentation(figure) {
  const stop = /** @type {HTMLButtonElement} */ (document.getElementById('stop-presenting'));
  const isOn = () => document.documentElement.classList.contains('presenting');

  /** @param {boolean} on */
  function set(on) {
    document.documentElement.classList.toggle('presenting', on);
    figure.presenting = on;
    stop.hidden = !on;
    if (on) figure.focus({ preventScroll: true });
  }

  async function toggle() {
    const on = !isOn();
    set(on);
    scrollTo(0, 0);
    try {
      if (on) await document.documentElement.requestFullscreen();
      else if (document.fullscreenElement) await document.exitFullscreen();
    } catch {
      // Refused, as in a frame without permission: the window is large enough.
    }
  }

  document.addEventListener('fullscreenchange', () => {
    if (!document.fullscreenElement && isOn()) set(false);
  });
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && isOn() && !document.querySelector('dialog[open]')) set(false);
  });
  return { isOn, toggle };
}
