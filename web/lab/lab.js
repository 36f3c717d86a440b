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
figure.addEventListener('ntk-state', (event) => {
  clearTimeout(pending);
  pending = window.setTimeout(() => {
    history.replaceState(null, '', /** @type {CustomEvent} */ (event).detail.hash);
  }, debounceMilliseconds);
});
addEventListener('hashchange', () => {
  clearTimeout(pending);
  if (location.hash !== figure.hash) figure.hash = location.hash;
});

// What surrounds the figure is not needed for the first picture.
void import('./page-actions.js').then(({ startPage }) => startPage(figure));
