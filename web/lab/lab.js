import { defineNtkFigure } from '../figure/ntk-figure.js';
import { decodeHash, encodeHash } from '../store/hash.js';

/** Whether a link shows the first experiment and nothing beside it. @param {string} hash */
const isFirstExperiment = (hash) =>
  !/[#&](members|pin)/.test(hash) &&
  encodeHash(decodeHash(hash).document) === encodeHash(decodeHash('').document);

/** A change of the address is written at most once in this time. */
const debounceMilliseconds = 300;

const figure = /** @type {import('../figure/ntk-figure.js').NtkFigure} */ (
  document.querySelector('ntk-figure')
);
// The poster is of the first experiment.
if (!isFirstExperiment(location.hash)) figure.querySelector('[slot="poster"]')?.remove();
figure.setAttribute('experiment', location.hash);
// In a task of its own, so that no task is long and the poster is painted before it.
setTimeout(defineNtkFigure);

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
void customElements
  .whenDefined('ntk-figure')
  .then(() => import('./page-actions.js'))
  .then(({ startPage }) => startPage(figure));
