/** @import { NtkFigure } from '../figure/ntk-figure.js' */
import { html } from '../charts/dom.js';
import { createDelivery, openDialog } from './dialog.js';

/** @param {string} label @param {string} title @param {() => void} act */
function button(label, title, act) {
  const element = html('button', { type: 'button', title }, label);
  element.addEventListener('click', act);
  return element;
}

/**
 * Pictures of a panel, an animation with progress and cancel, and the numbers of the run.
 * @param {NtkFigure} figure
 */
export async function openExportDialog(figure) {
  const panels = await figure.panels();
  const panel = html(
    'select',
    { id: 'export-panel' },
    ...panels.map(({ name, title }) => html('option', { value: name }, title)),
  );
  const scheme = html(
    'select',
    { id: 'export-scheme' },
    html('option', { value: 'screen' }, 'as on the screen'),
    html('option', { value: 'light' }, 'white'),
    html('option', { value: 'dark' }, 'dark'),
  );
  const { message, deliver } = createDelivery();
  const options = () => ({ panel: panel.value, scheme: /** @type {'screen'} */ (scheme.value) });
  const named = (/** @type {string} */ ending) => `ntk-lab-${panel.value}.${ending}`;

  const animation = animationControls(figure, options, (make) => deliver(make, named('gif')));
  const data = /** @type {const} */ ([
    ['numbers', 'csv', 'Numbers (CSV)', 'a row a time, a column a quantity, with units'],
    ['curves', 'csv', 'Curves (CSV)', 'a row a time and place: target and the three functions'],
    ['json', 'json', 'Everything (JSON)', 'document, all constants and frames, with units and explanations'],
    ['document', 'json', 'Experiment (JSON)', 'the document alone, which Share opens again'],
  ]);
  const dialog = openDialog(
    'Export',
    html('h3', {}, 'Picture of a panel'),
    html('p', { class: 'row' }, html('label', { for: 'export-panel' }, 'Panel'), panel),
    html('p', { class: 'row' }, html('label', { for: 'export-scheme' }, 'Background'), scheme),
    html(
      'div',
      { class: 'buttons' },
      button('PNG', 'twice as fine as the screen', () =>
        deliver(() => figure.toBlob({ ...options(), format: 'png' }), named('png')),
      ),
      button('SVG', 'curves, axes and text as paths and text', () =>
        deliver(() => figure.toBlob({ ...options(), format: 'svg' }), named('svg')),
      ),
      ...animation.elements,
    ),
    html('h3', {}, 'Numbers of the run'),
    ...data.map(([format, ending, label, about]) =>
      html(
        'p',
        { class: 'row' },
        button(label, about, () => deliver(() => figure.exportData(format), `ntk-lab-${format}.${ending}`)),
        html('span', { class: 'look' }, about),
      ),
    ),
    message,
  );
  dialog.addEventListener('close', animation.cancel);
  return dialog;
}

/**
 * @param {NtkFigure} figure
 * @param {() => object} options
 * @param {(make: () => Promise<Blob>) => Promise<void>} deliver
 */
function animationControls(figure, options, deliver) {
  /** @type {AbortController | undefined} */ let controller;
  const progress = html('progress', { max: '1', 'aria-label': 'Progress of the animation', hidden: true });
  const cancel = () => controller?.abort();
  const stop = button('Cancel', 'end the animation', cancel);
  stop.hidden = true;
  const start = button('Animation (GIF)', 'the panel from t = 0 to ∞', async () => {
    controller = new AbortController();
    const { signal } = controller;
    progress.value = 0;
    progress.hidden = stop.hidden = false;
    start.disabled = true;
    const onProgress = (/** @type {number} */ share) => (progress.value = share);
    await deliver(() => figure.toAnimation({ ...options(), onProgress, signal }));
    progress.hidden = stop.hidden = true;
    start.disabled = false;
  });
  return { elements: [start, progress, stop], cancel };
}
