/** @import { RunSource } from '../../store/pinned-run.js' */
/** @import { ShownData } from '../../store/shown-data.js' */
/** @import { Units } from '../../store/units.js' */
/** @import uPlot from 'uplot' */
import { html, setText } from '../../charts/dom.js';
import { formatNumber } from '../../charts/format.js';
import { LineChart, axis } from '../../charts/line-chart.js';
import { areAtOneTime, curveAt } from '../../store/selectors.js';
import { outputUnit, plainNumbers } from './axes.js';
import { yAxisSize, yLabelSize } from './line-picture.js';
import { largestGapSoFar } from './output-range.js';

/** A gap smaller than this share of a unit of y is drawn as small. */
const smallestScale = 1e-4;

/**
 * Network − limit over x at the same t, on a scale of its own around 0 that rests while time runs; a gap while one of
 * them is of an older document, or has ended before.
 * @param {RunSource} store
 * @param {() => { axes: Units, inputRange: [number, number] }} frame of the plot above
 */
export function createGapStrip(store, frame) {
  const area = html('div', { class: 'plot gap-plot' });
  const title = html('p', { class: 'gap-title' });
  const element = html('div', {}, title, area);
  let largest = 1;
  const zeroLine = (/** @type {uPlot} */ plot, /** @type {(property: string) => string} */ colour) => {
    const y = Math.round(plot.valToPos(0, 'y', true));
    plot.ctx.fillStyle = colour('--text-soft');
    plot.ctx.fillRect(plot.bbox.left, y, plot.bbox.width, devicePixelRatio);
  };
  const chart = new LineChart(area, (colour) => {
    const { axes } = frame();
    return {
      legend: { show: false },
      cursor: { show: false },
      padding: [6, 14, 0, 0],
      scales: {
        x: { time: false, range: () => frame().inputRange },
        y: { range: () => [-1.15 * largest, 1.15 * largest] },
      },
      axes: [
        axis(colour, { label: axes.inputs[0].label, labelSize: 22, size: 26, values: plainNumbers }),
        axis(colour, {
          size: yAxisSize + yLabelSize,
          splits: () => [-largest, 0, largest],
          values: (_, ticks) => ticks.map(formatNumber),
        }),
      ],
      series: [
        {},
        {
          label: 'network − limit',
          stroke: colour('--gap'),
          fill: colour('--gap-fill'),
          fillTo: 0,
          width: 1.5,
          points: { show: false },
        },
      ],
      hooks: { draw: [(plot) => zeroLine(plot, colour)] },
    };
  });

  /** @param {ShownData} data @param {number} output @param {number[]} x physical */
  function draw({ probes }, output, x) {
    const { axes } = frame();
    setText(title, `network − limit, ${outputUnit(axes) || 'units of y'}`);
    largest = Math.max(smallestScale, largestGapSoFar(store)) * axes.output.scale;
    const [networkRun, limitRun] = [store.runs.states.network.value, store.runs.states.limit.value];
    const place = store.shown.value;
    const [network, limit] = [curveAt(networkRun, place), curveAt(limitRun, place)];
    const isKnown =
      areAtOneTime(networkRun, limitRun, place) &&
      networkRun.isOld === limitRun.isOld &&
      network?.length === limit?.length;
    const gap = x.map((_, i) => {
      const at = output * probes + i;
      const value = isKnown && network && limit ? network[at] - limit[at] : NaN;
      return Number.isFinite(value) ? axes.output.scale * value : null;
    });
    chart.setData(/** @type {uPlot.AlignedData} */ ([x, gap]));
  }
  return { element, draw, recreate: () => chart.recreate(), destroy: () => chart.destroy() };
}
