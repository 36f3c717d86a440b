/** @import uPlot from 'uplot' */
/** @import { TrainingSet } from '../store/training-set.js' */
/** @import { Unit } from '../store/units.js' */
import { formatNumber } from '../charts/format.js';
import { axis } from '../charts/line-chart.js';
import { physical } from '../store/units.js';
import { plainNumbers } from './function/axes.js';

/** @param {uPlot} _ @param {number[]} values */
export const shortTicks = (_, values) => values.map(formatNumber);

/**
 * Where a picture has a training point: at its physical x if that is one number, else in the order of points.
 * @param {Pick<TrainingSet, 'coordinates' | 'x'>} set
 * @param {Unit} unit of x
 */
export const placeOf =
  ({ coordinates, x }, unit) =>
  (/** @type {number} */ point, /** @type {number} */ rank) =>
    coordinates === 1 ? physical(unit, x[point]) : rank + 1;

/**
 * The axis of these places.
 * @param {(property: string) => string} colour
 * @param {string} name of x
 * @param {boolean} isLine
 */
export const trainingPointAxis = (colour, name, isLine) =>
  axis(colour, {
    label: isLine ? name : 'training point, in order',
    labelSize: 20,
    size: 28,
    values: plainNumbers,
  });
