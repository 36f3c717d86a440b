/** @import { NtkFigure } from '../figure/ntk-figure.js' */
import { startPresentation } from './presentation.js';
import { startPresetBar } from './preset-bar.js';

const button = (/** @type {string} */ id) => /** @type {HTMLButtonElement} */ (document.getElementById(id));

/**
 * Buttons, keys and presets around the figure; dialogues are loaded when they are first opened.
 * @param {NtkFigure} figure
 */
export function startPage(figure) {
  const presentation = startPresentation(figure);
  const presets = startPresetBar(figure);
  const dialogues = {
    presets: async () =>
      (await import('./presets-dialog.js')).openPresetsDialog(presets.current(), presets.choose),
    share: async () => (await import('./share-dialog.js')).openShareDialog(figure),
    embed: async () => (await import('./embed/embed-dialog.js')).openEmbedDialog(figure),
    export: async () => (await import('./export-dialog.js')).openExportDialog(figure),
    code: async () => (await import('./code-dialog.js')).openCodeDialog(figure),
    help: async () => (await import('./keys-dialog.js')).openKeysDialog(),
  };
  for (const [id, open] of Object.entries(dialogues)) button(id).addEventListener('click', open);
  button('previous-preset').addEventListener('click', () => presets.step(-1));
  button('next-preset').addEventListener('click', () => presets.step(1));
  button('present').addEventListener('click', presentation.toggle);
  button('stop-presenting').addEventListener('click', presentation.toggle);

  const actions = /** @type {Record<string, () => void>} */ ({
    '?': dialogues.help,
    p: presentation.toggle,
    f: presentation.toggle,
    '[': () => presets.step(-1),
    ']': () => presets.step(1),
  });
  addEventListener('keydown', (event) => {
    const target = /** @type {Element} */ (event.composedPath()[0]);
    const isTaken = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey;
    if (isTaken || target.closest?.('dialog, input, select, textarea')) return;
    if (Object.hasOwn(actions, event.key)) actions[event.key]();
    else if (!presentation.isOn() || !figure.handleKey(event)) return;
    event.preventDefault();
  });

  const hide = (/** @type {string[]} */ names) => {
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-part]')))
      part.classList.toggle('hidden-part', names.includes(part.dataset.part ?? ''));
  };
  hide(figure.hiddenParts);
  figure.addEventListener('ntk-state', (event) => hide(/** @type {CustomEvent} */ (event).detail.hidden));
}
