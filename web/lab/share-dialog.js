/** @import { NtkFigure } from '../figure/ntk-figure.js' */
import { html } from '../charts/dom.js';
import { completed } from '../store/document.js';
import { hideableParts } from '../store/hideable.js';
import { copyButton, createDelivery, openDialog } from './dialog.js';
import { hidingChoices } from './hiding.js';

/**
 * The link, with what a teacher hides in it, and the experiment as a file.
 * @param {NtkFigure} figure
 */
export function openShareDialog(figure) {
  const hidden = new Set(figure.hiddenParts);
  const link = html('textarea', { id: 'link', rows: '3', readonly: true, spellcheck: 'false' });
  const preview = html('a', { target: '_blank', rel: 'noopener' }, 'Try it in a new tab');
  const show = () => {
    link.value = figure.permalink({ hidden: [...hidden] });
    preview.href = link.value;
  };
  show();
  return openDialog(
    'Share',
    html('p', { class: 'look' }, 'The link holds the whole experiment; the same link gives the same run.'),
    html('label', { for: 'link' }, 'Link'),
    link,
    html(
      'div',
      { class: 'buttons' },
      copyButton(() => link.value, 'Copy link'),
      preview,
    ),
    html(
      'details',
      { open: hidden.size > 0 },
      html('summary', {}, 'For a class: hide parts in this link'),
      hidingChoices(hidden, { title: 'Page', parts: hideableParts }, show),
    ),
    html('h3', {}, 'The experiment as a file'),
    ...fileControls(figure),
  );
}

/** Download, and open again. @param {NtkFigure} figure */
function fileControls(figure) {
  const { message, deliver } = createDelivery();
  const download = html('button', { type: 'button' }, 'Download the experiment');
  download.addEventListener('click', () => deliver(() => figure.exportData('document'), 'experiment.json'));
  const file = html('input', { type: 'file', id: 'experiment-file', accept: 'application/json,.json' });
  file.addEventListener('change', async () => {
    const text = await file.files?.[0]?.text();
    if (text === undefined) return;
    try {
      figure.setState(completed(JSON.parse(text)));
      message.textContent = 'Opened. What the engine refuses stands above the figure.';
    } catch (error) {
      message.textContent = `This file is no experiment: ${/** @type {Error} */ (error).message}`;
    }
  });
  return [
    html('div', { class: 'buttons' }, download),
    html('p', { class: 'row' }, html('label', { for: 'experiment-file' }, 'Open one'), file),
    message,
  ];
}
