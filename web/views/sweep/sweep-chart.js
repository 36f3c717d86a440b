/** @import uPlot from 'uplot' */
/** @import { SweepPicture } from './picture.js' */
import { html } from '../../charts/dom.js';
import { formatNumber } from '../../charts/format.js';
import { LineChart, axis } from '../../charts/line-chart.js';
import { fieldOf } from '../../store/document.js';
import { measureNamed } from './measures.js';
import { fitLine, mostDots, referenceLine } from './picture.js';
import { logTicks, valueTicks } from './sweep-axes.js';

/** Pixels that a label of the axis of values needs. */
const labelWidth = 40;

const drawable = (/** @type {number} */ y) => (y > 0 && Number.isFinite(y) ? y : null);

/** Lines in the order in which they are drawn. @param {(property: string) => string} colour @returns {uPlot.Series[]} */
function lines(colour) {
  const line = (
    /** @type {string} */ label,
    /** @type {string} */ property,
    width = 2,
    /** @type {number[]} */ dash = [],
  ) => ({ label, stroke: colour(property), width, dash, points: { show: false } });
  return [
    line('lower quartile', '--network', 0.75),
    line('upper quartile', '--network', 0.75),
    line('theory', '--limit', 3, [2, 4]),
    line('fit', '--text', 1.5, [9, 5]),
    line('median', '--network', 2.5),
  ];
}

/** Dots of each draw, the quartiles as a band, the median, the fitted line and that of the theory. */
export function createSweepChart() {
  const element = html('div', { class: 'plot sweep-plot', 'aria-hidden': 'true' });
  /** @type {LineChart | undefined} */ let chart;
  /** @type {SweepPicture | undefined} */ let shown;
  let shape = '';
  /** @type {number[]} */ let numbers = [];

  const yTicks = () => logTicks(numbers);
  const xTicks = (/** @type {number} */ width) =>
    valueTicks(
      shown?.sweep.values ?? [1],
      shown?.isLog ?? true,
      Math.max(2, Math.floor(width / labelWidth) - 1),
    );

  /** @param {(property: string) => string} colour @param {SweepPicture} picture @param {number} draws */
  const options = (colour, { isLog, sweep: { plan }, measure }, draws) => {
    const field = fieldOf(plan.path);
    const dot = { show: true, size: 7, width: 1.25, stroke: colour('--network'), fill: 'transparent' };
    const texts = (/** @type {uPlot} */ _, /** @type {number[]} */ ticks) => ticks.map(formatNumber);
    const all = (/** @type {uPlot} */ _, /** @type {number[]} */ ticks) => ticks;
    const { title, unit } = measureNamed(measure);
    return {
      legend: { show: false },
      cursor: { show: false },
      padding: /** @type {[number, number, number, number]} */ ([8, 16, 0, 0]),
      scales: {
        x: {
          time: false,
          distr: /** @type {1 | 3} */ (isLog ? 3 : 1),
          range: () => xTicks(element.clientWidth).range,
        },
        y: { distr: /** @type {3} */ (3), range: () => yTicks().range },
      },
      axes: [
        axis(colour, {
          label: [field.label, field.symbol].filter((part) => part !== '').join(' '),
          labelSize: 20,
          size: 28,
          splits: () => xTicks(element.clientWidth).ticks,
          values: texts,
          filter: all,
        }),
        axis(colour, {
          label: unit === '' ? title : `${title} [${unit}]`,
          labelSize: 20,
          size: 50,
          splits: () => yTicks().ticks,
          values: texts,
          filter: all,
        }),
      ],
      series: [
        {},
        ...lines(colour),
        ...Array.from({ length: draws }, (_, i) => ({
          label: `draw ${i + 1}`,
          stroke: colour('--network'),
          width: 0,
          points: dot,
        })),
      ],
      bands: [{ series: /** @type {[number, number]} */ ([2, 1]), fill: colour('--sweep-band') }],
    };
  };

  /** @param {SweepPicture} picture */
  function draw(picture) {
    shown = picture;
    const { low, high, median, sweep, isLog, measure } = picture;
    const dots = picture.dots.slice(0, mostDots);
    const columns = [low, high, referenceLine(picture), fitLine(picture), median, ...dots];
    numbers = columns.flat();
    const data = /** @type {uPlot.AlignedData} */ ([
      sweep.values,
      ...columns.map((column) => column.map(drawable)),
    ]);
    const wanted = [sweep.plan.path, measure, isLog, dots.length].join();
    if (wanted !== shape) {
      chart?.destroy();
      element.replaceChildren();
      shape = wanted;
      chart = new LineChart(element, (colour) => options(colour, picture, dots.length));
    }
    element.classList.toggle('old', sweep.isOld);
    chart?.setData(data);
  }
  return { element, draw, destroy: () => chart?.destroy() };
}
