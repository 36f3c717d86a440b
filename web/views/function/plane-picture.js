/** @import { JobName } from '../../engine/types.js' */
/** @import { RunSource } from '../../store/pinned-run.js' */
/** @import { ShownData } from '../../store/shown-data.js' */
import { paintDivergingBar } from '../../charts/diverging-map.js';
import { html, setAttributes, setText } from '../../charts/dom.js';
import { formatNumber } from '../../charts/format.js';
import { series } from '../../charts/series.js';
import { curveAt, frameAt, framesAtOneTime, largestGap } from '../../store/selectors.js';
import { ofOutput } from '../../store/shown-data.js';
import { physical } from '../../store/units.js';
import { planeAxesOf } from './axes.js';
import { createClassChoice } from './class-choice.js';
import { levelsWithin } from './levels.js';
import { outputRange } from './output-range.js';
import { createPlaneMap } from './plane-map.js';
import { PlanePoints, partingLevel } from './plane-points.js';
import style from './plane-picture.css?inline';

const order = /** @type {JobName[]} */ (['network', 'linearisation', 'limit']);

/**
 * The three functions over the plane at the same t, on one scale with 0 pinned, and the points that a person moves.
 * @param {RunSource} store
 */
export function createPlanePicture(store) {
  const choice = createClassChoice();
  let radius = Math.PI;
  const maps = order.map((job, i) => {
    const map = createPlaneMap(series[job].label);
    const options = {
      radius: () => radius,
      newTargets: choice.targets,
      isFocusable: i === 0 && !store.isPinned,
    };
    return { job, ...map, points: new PlanePoints(store, map.frame, options) };
  });
  const bar = html('canvas', { class: 'colour-bar', 'aria-hidden': 'true' });
  const ticks = html('div', { class: 'bar-ticks' });
  const outputLabel = html('span');
  const add = html('button', { type: 'button' }, 'Add a point');
  add.addEventListener('click', () => store.points.addFarthest(radius, choice.targets()));
  const element = html(
    'div',
    { class: 'plane-picture' },
    html('div', { class: 'plane-maps' }, ...maps.map(({ figure }) => figure)),
    html('div', { class: 'plane-scale' }, outputLabel, html('div', { class: 'bar' }, bar, ticks)),
    html('div', { class: 'edit-tools', hidden: store.isPinned }, add, choice.element),
  );
  paintDivergingBar(bar);
  const resize = new ResizeObserver(() => last && draw(last.data, last.output));
  resize.observe(element);
  /** @type {{ data: ShownData, output: number } | undefined} */ let last;

  /** @param {number} largest @param {number[]} levels @param {import('../../store/units.js').Unit} unit */
  function drawScale(largest, levels, unit) {
    const text = levels.map((level) => formatNumber(physical(unit, level))).join(' ');
    if (ticks.dataset.text === text) return;
    ticks.dataset.text = text;
    ticks.replaceChildren(
      ...levels.map((level) => {
        const tick = html('span', {}, formatNumber(physical(unit, level)));
        tick.style.left = `${50 + (50 * level) / largest}%`;
        return tick;
      }),
    );
  }

  /** @param {ShownData} data @param {number} output */
  function draw(data, output) {
    last = { data, output };
    const { constants, probes, outputs } = data;
    const side = Math.round(Math.sqrt(probes));
    radius = constants.probeX[constants.probeX.length - 1];
    const axes = planeAxesOf(store);
    const { minimum, maximum } = outputRange(store);
    const largest = Math.max(Math.abs(minimum), Math.abs(maximum), 1e-6);
    const parting = partingLevel(outputs);
    const levels = [...new Set([...levelsWithin(largest), parting])].sort((a, b) => a - b);
    drawScale(largest, levels, axes.output);
    setText(outputLabel, axes.output.label);
    choice.setOutputs(outputs, axes.output);
    for (const { job, canvas, note, labels, paint, points } of maps) {
      const run = store.runs.states[job].value;
      const values = curveAt(run, store.shown.value);
      const isThere = values?.length === probes * outputs;
      paint(isThere ? ofOutput(values, output, probes) : undefined, side, largest, levels, parting);
      points.draw(axes);
      const [across, up] = axes.inputs;
      const edges = {
        low: [across, -radius],
        high: [across, radius],
        bottom: [up, -radius],
        top: [up, radius],
      };
      for (const [name, [unit, value]] of Object.entries(edges))
        setText(
          labels[/** @type {keyof typeof edges} */ (name)],
          formatNumber(physical(/** @type {typeof up} */ (unit), Number(value))),
        );
      setText(labels.across, across.label);
      setText(labels.up, up.label);
      const gap = job === 'limit' ? undefined : gapToLimit(job, output, probes);
      setText(note, gap === undefined ? '' : `gap to limit ≤ ${formatNumber(gap)}`);
      setAttributes(canvas, { 'aria-label': describe(job, data, output) });
    }
  }

  /** @param {JobName} job @param {number} output @param {number} probes */
  function gapToLimit(job, output, probes) {
    const { [job]: run, limit } = store.runs.states;
    const [own, other] = (framesAtOneTime(run.value, limit.value, store.shown.value) ?? []).map(
      ({ probeOutput }) => ofOutput(probeOutput, output, probes),
    );
    return largestGap(own, other);
  }

  /** @param {JobName} job @param {ShownData} data @param {number} output */
  function describe(job, { probes }, output) {
    const values = frameAt(store.runs.states[job].value, store.shown.value)?.probeOutput;
    const name = series[job].label;
    if (!values) return `Map of the ${name}: no numbers yet.`;
    const chosen = ofOutput(values, output, probes);
    const positive = chosen.reduce((count, value) => count + Number(value > 0), 0);
    const [low, high] = [Math.min(...chosen), Math.max(...chosen)];
    return (
      `Map of the ${name} over the square: from ${formatNumber(low)} to ${formatNumber(high)}, ` +
      `positive on ${Math.round((100 * positive) / probes)} % of it.`
    );
  }

  return { element, style, draw, destroy: () => resize.disconnect() };
}
