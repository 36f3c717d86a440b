import { defineNtkFigure } from '../figure/ntk-figure.js';

/** A change of the address is written at most once in this time. */
const debounceMilliseconds = 300;

const figure = /** @type {import('../figure/ntk-figure.js').NtkFigure} */ (
  document.querySelector('ntk-figure')
);
figure.setAttribute('experiment', location.hash);
defineNtkFigure();

/** @type {number | undefined} */
let pending;
let written = location.hash;
figure.addEventListener('ntk-state', (event) => {
  clearTimeout(pending);
  pending = window.setTimeout(() => {
    written = /** @type {CustomEvent} */ (event).detail.hash;
    history.replaceState(null, '', written);
  }, debounceMilliseconds);
});
addEventListener('hashchange', () => {
  if (location.hash !== written) figure.hash = location.hash;
});

// What surrounds the figure is not needed for the first picture.
void import('./page-actions.js').then(({ startPage }) => startPage(figure));
