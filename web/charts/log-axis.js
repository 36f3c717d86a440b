/** @import uPlot from 'uplot' */
import { formatNumber } from './format.js';
import { axis } from './line-chart.js';

/**
 * Whole decades: between others uPlot's logarithmic ticks may never end. One decade while there is nothing to show.
 * @param {number | null} low
 * @param {number | null} high
 * @returns {[number, number]}
 */
export function decadesAround(low, high) {
  if (low === null || high === null || !(low > 0) || !Number.isFinite(high)) return [0.1, 1];
  const first = Math.floor(Math.log10(low) + 1e-9);
  return [10 ** first, 10 ** Math.max(first + 1, Math.ceil(Math.log10(high) - 1e-9))];
}

/** A logarithmic scale of whole decades. @type {uPlot.Scale} */
export const logScale = { distr: 3, range: (_, low, high) => decadesAround(low, high) };

/**
 * Lines and labels at powers of ten only, about as many as there is room for.
 * @param {number} most
 * @returns {uPlot.Axis.Filter}
 */
const decadesOnly = (most) => (_, ticks) => {
  const exponents = ticks.map((value) => Math.round(Math.log10(value)));
  const stride = Math.ceil((Math.max(...exponents) - Math.min(...exponents)) / most);
  return ticks.map((value, i) => {
    const isPower = Math.abs(value / 10 ** exponents[i] - 1) < 1e-6;
    return isPower && exponents[i] % stride === 0 ? value : null;
  });
};

/**
 * @param {(property: string) => string} colour
 * @param {Partial<uPlot.Axis>} own
 * @param {number} [most] labels
 * @returns {uPlot.Axis}
 */
export function logAxis(colour, own, most = 8) {
  const filter = decadesOnly(most);
  const values = (/** @type {uPlot} */ _, /** @type {number[]} */ ticks) =>
    ticks.map((value) => (value === null ? '' : formatNumber(value)));
  const plain = axis(colour, { values, filter, ...own });
  return { ...plain, grid: { ...plain.grid, filter }, ticks: { ...plain.ticks, filter } };
}
