/** @import { FigureStore } from '../store/figure-store.js' */
/** @import { ShownData } from '../store/shown-data.js' */
import { adoptStyle } from '../charts/adopt-style.js';
import { html, setAttributes, setText } from '../charts/dom.js';
import { formatNumber } from '../charts/format.js';
import { numbersAt } from '../store/selectors.js';
import { shownData } from '../store/shown-data.js';
import { createStage } from './function/stage.js';

/** @typedef {{ element: HTMLElement, style: string, draw: (data: ShownData, output: number) => string | void }} Part */

/**
 * A part of the panel that is loaded when it is first unfolded, and drawn while it is.
 * @param {string} title
 * @param {() => void} redraw
 * @param {() => Promise<Part>} load
 */
function createFold(title, redraw, load) {
  const element = html('details', { class: 'table-fold' }, html('summary', {}, title));
  /** @type {Promise<Part> | undefined} */ let asked;
  /** @type {Part | undefined} */ let part;
  element.addEventListener('toggle', async () => {
    if (!element.open || asked) return;
    asked = load();
    part = await asked;
    adoptStyle(element, part.style);
    element.append(part.element);
    redraw();
  });
  /** @param {ShownData} data @param {number} output @returns {string} what it says in words */
  const draw = (data, output) => (element.open && part?.draw(data, output)) || '';
  return { element, draw };
}

/**
 * Network, linearisation and limit at the same t; a pinned run beside them.
 * @param {FigureStore} store
 */
export function createFunctionView(store) {
  const stage = createStage(store);
  const sides = html('div', {}, html('div', {}, stage.element));
  const pin = html(
    'button',
    { type: 'button', title: 'Keep this run beside the next one (c)' },
    'Pin this run',
  );
  pin.addEventListener('click', () => store.togglePin());
  const output = html('select', { id: 'shown-output' });
  const outputField = html('label', { for: 'shown-output', hidden: true }, 'Output shown ', output);
  const tableFold = createFold('Table of the points', draw, async () =>
    (await import('./data/point-table.js')).createPointTable(store),
  );
  const ensembleFold = createFold('Ensemble of networks', draw, async () =>
    (await import('./function/ensemble-control.js')).createEnsembleControl(store),
  );
  const description = html('p', { class: 'visually-hidden', id: 'function-description' });
  const element = html(
    'section',
    {
      class: 'panel function-panel',
      part: 'function',
      'aria-label': 'Functions',
      'aria-describedby': 'function-description',
    },
    sides,
    html('div', { class: 'function-tools' }, outputField, pin),
    tableFold.element,
    ensembleFold.element,
    description,
  );
  output.addEventListener('change', () => (store.output.value = Number(output.value)));

  /** @param {ShownData} data */
  function drawOutputs({ outputs }) {
    outputField.hidden = outputs === 1;
    if (output.options.length !== outputs) {
      const option = (/** @type {number} */ o) =>
        html('option', { value: String(o) }, `${o + 1} of ${outputs}`);
      output.replaceChildren(...Array.from({ length: outputs }, (_, o) => option(o)));
    }
    output.value = String(store.shownOutput.value);
  }

  /** @type {ReturnType<import('./function/comparison.js').createComparison> | undefined} */
  let comparison;
  let isAsked = false;
  let hadEnsemble = false;
  async function compare() {
    isAsked = true;
    const { createComparison } = await import('./function/comparison.js');
    comparison = createComparison(store, sides);
    draw();
  }

  function draw() {
    const data = shownData(store.runs);
    setAttributes(pin, { hidden: store.pinned.value !== undefined });
    if (store.pinned.value && !isAsked) void compare();
    const beside = comparison?.draw() ?? '';
    if (!data?.constants.probeX) return;
    drawOutputs(data);
    stage.draw();
    const isEnsemble = store.members.value.count > 0;
    if (isEnsemble && !hadEnsemble) ensembleFold.element.open = true;
    hadEnsemble = isEnsemble;
    tableFold.draw(data, store.shownOutput.value);
    const ensemble = ensembleFold.draw(data, store.shownOutput.value);
    const { time, gapToLimit, gapToLinearisation } = numbersAt(store);
    setText(
      description,
      `At time ${formatNumber(time)} the network differs from the infinite-width limit by at most ${formatNumber(gapToLimit)} ` +
        `and from its linearisation by at most ${formatNumber(gapToLinearisation)}. ${beside} ${ensemble}`,
    );
  }

  function destroy() {
    stage.destroy();
    comparison?.destroy();
  }
  return { element, draw, destroy };
}
