/** @import { NtkFigure } from '../../figure/ntk-figure.js' */
/** @import { EmbedChoices } from './choices.js' */
/** @import { SnippetPart } from './snippets.js' */
import { html, setAttributes } from '../../charts/dom.js';
import { copyButton, createDelivery, openDialog } from '../dialog.js';
import { firstChoices, folderAddress, withinOffers } from './choices.js';
import { posterOf, singleFile } from './files.js';
import { createEmbedForm } from './form.js';
import { createPreview } from './preview.js';
import { kinds, posterName } from './snippets.js';

/** @param {SnippetPart} part @param {number} i @param {SnippetPart[]} all */
const snippet = ({ title, text }, i, all) =>
  html(
    'div',
    { class: 'snippet' },
    html(
      'div',
      { class: 'row' },
      html('h3', {}, title),
      copyButton(() => text, all.length > 1 ? `Copy: ${title}` : 'Copy'),
    ),
    html('pre', { tabindex: '0', 'aria-label': `Snippet: ${title}` }, html('code', {}, text)),
  );

/**
 * A snippet that shows this figure on another page, and a preview of it.
 * @param {NtkFigure} figure
 */
export function openEmbedDialog(figure) {
  const home = new URL('embed/', location.href).href;
  const choices = firstChoices(figure.hash, figure.hiddenParts, home);
  const kind = html(
    'select',
    { id: 'embed-kind' },
    ...kinds.map(({ name, label }) => html('option', { value: name }, label)),
  );
  const about = html('p', { class: 'look' });
  const snippets = html('div', { class: 'snippets' });
  const form = createEmbedForm(choices, draw);
  const files = createFiles(figure);
  const folder = createFolder(choices, home, draw);
  const preview = createPreview();

  const chosen = () => kinds.find(({ name }) => name === kind.value) ?? kinds[0];
  function draw() {
    const { about: sentence, offers, parts, files: needed, isOneFile = false } = chosen();
    const within = withinOffers(choices, offers);
    about.textContent = sentence;
    snippets.replaceChildren(...parts(within).map(snippet));
    form.draw(offers);
    files.draw(isOneFile, within);
    folder.draw(needed(within));
    preview.draw(within);
  }
  kind.addEventListener('change', draw);

  const dialog = openDialog(
    'Embed',
    html(
      'div',
      { class: 'embed' },
      html(
        'div',
        { class: 'embed-side' },
        html('p', { class: 'row' }, html('label', { for: 'embed-kind' }, 'For'), kind),
        form.element,
        folder.element,
      ),
      html(
        'div',
        { class: 'embed-main' },
        about,
        files.element,
        snippets,
        html('h3', {}, 'Preview'),
        preview.element,
      ),
    ),
  );
  dialog.classList.add('widest');
  dialog.addEventListener('close', preview.destroy);
  draw();
  return dialog;
}

/** Downloads: the poster and the single file. @param {NtkFigure} figure */
function createFiles(figure) {
  const { message, deliver } = createDelivery();
  /** @type {EmbedChoices} */ let choices;
  /** @param {string} label @param {() => Promise<void>} act */
  function button(label, act) {
    const element = html('button', { type: 'button' }, label);
    element.addEventListener('click', act);
    return element;
  }
  const file = button('Download the file', () =>
    deliver(() => singleFile(figure, choices), 'ntk-figure.html'),
  );
  const poster = button('Download the poster', () =>
    deliver(() => posterOf(figure, choices), posterName(choices)),
  );
  /** @param {boolean} isOneFile @param {EmbedChoices} chosen */
  const draw = (isOneFile, chosen) => {
    choices = chosen;
    file.hidden = !isOneFile;
    poster.hidden = choices.poster === 'none';
  };
  return { element: html('div', { class: 'buttons' }, file, poster, message), draw };
}

/**
 * Where the files are: a folder that this page never asks.
 * @param {EmbedChoices} choices
 * @param {string} home the folder of this site
 * @param {() => void} changed
 */
function createFolder(choices, home, changed) {
  const input = html('input', { type: 'url', id: 'embed-base', spellcheck: 'false' });
  const fault = html('p', { class: 'fault', id: 'embed-base-fault', role: 'status' });
  const needs = html('p', { class: 'look' });
  input.value = choices.base;
  setAttributes(input, { 'aria-describedby': fault.id });
  input.addEventListener('input', () => {
    const address = folderAddress(input.value, home);
    setAttributes(input, { 'aria-invalid': address === undefined ? 'true' : undefined });
    fault.textContent =
      address === undefined ? 'Not an address of the web: the snippet keeps the last one.' : '';
    if (address !== undefined) choices.base = address;
    changed();
  });
  const element = html(
    'div',
    { class: 'embed-form' },
    html('label', { for: input.id }, 'Address of the files'),
    input,
    fault,
    needs,
  );
  const draw = (/** @type {string[]} */ files) => {
    needs.textContent = `Best on your own server: copy the folder embed/ of this site, or the package from npm. This needs of it: ${files.join(', ')}.`;
  };
  return { element, draw };
}
