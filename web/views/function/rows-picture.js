/** @import { JobName } from '../../engine/types.js' */
/** @import { RunSource } from '../../store/pinned-run.js' */
/** @import { ShownData } from '../../store/shown-data.js' */
import { html, setAttributes, setText } from '../../charts/dom.js';
import { formatNumber } from '../../charts/format.js';
import { series } from '../../charts/series.js';
import { slicePoints } from '../../store/picture-probes.js';
import { curveAt, frameAt } from '../../store/selectors.js';
import { ofOutput } from '../../store/shown-data.js';
import { physical } from '../../store/units.js';
import { rowAxesOf } from './axes.js';
import { outputRange, withMargin } from './output-range.js';
import { createScatter } from './scatter.js';
import { createSlicePlot } from './slice-plot.js';
import style from './rows-picture.css?inline';

const order = /** @type {JobName[]} */ (['network', 'linearisation', 'limit']);

/**
 * Functions of inputs that have no picture: predicted against true; for given rows also slices along one coordinate.
 * @param {RunSource} store
 */
export function createRowsPicture(store) {
  let range = /** @type {[number, number]} */ ([-1, 1]);
  const scatters = order.map((job) => createScatter(job, () => range));
  const slice = createSlicePlot(store, () => range);
  const choice = html('select');
  const choiceField = html('label', {}, 'Look at ', choice);
  const key = html('p', { class: 'help' });
  const grid = html('div', { class: 'scatters' }, ...scatters.map(({ figure }) => figure));
  const element = html('div', { class: 'rows-picture' }, choiceField, grid, slice.element, key);
  choice.addEventListener('change', () => (store.slice.value = Number(choice.value)));

  /** @param {ShownData} data @returns {number} 0 predicted against true, else a slice along that coordinate, from 1 */
  function drawChoice({ document, coordinates, probes }) {
    const { probeInputs } = store.document.value.data;
    const hasSlices = document.data.source === 'given' && !probeInputs?.length && coordinates > 2;
    const slices = hasSlices ? probes / slicePoints : 0;
    const chosen = store.slice.value <= slices ? store.slice.value : 0;
    choiceField.hidden = slices === 0 || store.isPinned;
    const { inputs } = rowAxesOf(store, coordinates);
    const names = [
      'predicted against true',
      ...inputs.slice(0, slices).map(({ label }) => `slice along ${label}`),
    ];
    if (choice.dataset.names !== names.join()) {
      choice.dataset.names = names.join();
      choice.replaceChildren(...names.map((name, i) => html('option', { value: String(i) }, name)));
    }
    choice.value = String(chosen);
    return chosen;
  }

  /** @param {ShownData} data @param {number} output */
  function draw(data, output) {
    const chosen = drawChoice(data);
    const axes = rowAxesOf(store, data.coordinates);
    const { minimum, maximum } = withMargin(outputRange(store));
    range = [physical(axes.output, minimum), physical(axes.output, maximum)];
    grid.hidden = chosen > 0;
    slice.element.hidden = chosen === 0;
    if (chosen > 0) {
      slice.draw(data, output, chosen - 1);
      setText(key, 'The other coordinates are at the means of the training points.');
    } else drawScatters(data, output);
  }

  /** @param {ShownData} data @param {number} output */
  function drawScatters(data, output) {
    const { constants, count, probes, outputs } = data;
    const { output: unit } = rowAxesOf(store, data.coordinates);
    const truths = [
      ...ofOutput(constants.probeTarget, output, probes),
      ...ofOutput(constants.trainY, output, count),
    ];
    const places = [...truths.keys()]
      .filter((i) => Number.isFinite(truths[i]))
      .sort((i, j) => truths[i] - truths[j]);
    const hasProbes = places.some((i) => i < probes);
    setText(key, keyText(data, hasProbes));
    const x = [range[0], ...places.map((i) => physical(unit, truths[i])), range[1]];
    const identity = x.map((value, i) => (i === 0 || i === x.length - 1 ? value : null));
    for (const { job, area, setData } of scatters) {
      const run = store.runs.states[job].value;
      const predictions = [
        curveAt(run, store.shown.value)?.subarray(output * probes, (output + 1) * probes),
        curveAt(run, store.shown.value, 'trainOutput')?.subarray(output * count, (output + 1) * count),
      ];
      const [dots, rings] = predictions.map((values, kind) => {
        const entry = (/** @type {number} */ i) => {
          const value = values?.[i - kind * probes];
          return value !== undefined && Number.isFinite(value) ? physical(unit, value) : null;
        };
        const isMine = (/** @type {number} */ i) => i < probes === (kind === 0);
        return [null, ...places.map((i) => (isMine(i) ? entry(i) : null)), null];
      });
      setData([x, identity, dots, rings]);
      setAttributes(area, { 'aria-label': describe(job, constants.trainY, outputs, output, count) });
    }
  }

  /** @param {JobName} job @param {Float32Array} y @param {number} outputs @param {number} output @param {number} count */
  function describe(job, y, outputs, output, count) {
    const f = frameAt(store.runs.states[job].value, store.shown.value)?.trainOutput;
    const name = `Predicted against true values, ${series[job].label}`;
    if (f?.length !== count * outputs) return `${name}: no numbers yet.`;
    const miss = ofOutput(f, output, count).reduce(
      (largest, value, i) => Math.max(largest, Math.abs(value - y[output * count + i])),
      0,
    );
    return `${name}: on the training points at most ${formatNumber(miss)} apart.`;
  }

  function destroy() {
    for (const scatter of scatters) scatter.destroy();
    slice.destroy();
  }
  return { element, style, draw, destroy };
}

/** @param {ShownData} data @param {boolean} hasProbes */
function keyText({ count, coordinates, probes }, hasProbes) {
  const inputs = `Inputs of ${coordinates} numbers.`;
  const rings = `Rings: the ${count} training points.`;
  const dots = hasProbes ? ` Dots: ${probes} points that were not trained on.` : '';
  return `${inputs} ${rings}${dots} On the line f = y a prediction is right.`;
}
