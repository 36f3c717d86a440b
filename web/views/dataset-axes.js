/** @import { FigureStore } from '../store/figure-store.js' */
import { fieldTable } from '../engine/field-table.js';

/** Axes in the units of the data: physical = offset + scale · standardised. Named targets are their own units. */
const plainAxes = {
  inputLabel: 'x',
  outputLabel: 'f(x)',
  inputOffset: 0,
  inputScale: 1,
  outputOffset: 0,
  outputScale: 1,
};

/** @param {FigureStore} store @returns the data set on the screen, undefined for named targets and placed points */
export const datasetOf = (store) =>
  fieldTable.datasets.find(({ value }) => value === store.document.value.data.source);

/** @param {FigureStore} store */
export const axesOf = (store) => datasetOf(store) ?? plainAxes;

/** @param {typeof plainAxes} axes @param {number} x standardised */
export const physicalInput = (axes, x) => axes.inputOffset + axes.inputScale * x;
/** @param {typeof plainAxes} axes @param {number} x physical */
export const standardInput = (axes, x) => (x - axes.inputOffset) / axes.inputScale;
/** @param {typeof plainAxes} axes @param {number} y standardised */
export const physicalOutput = (axes, y) => axes.outputOffset + axes.outputScale * y;
/** @param {typeof plainAxes} axes @param {number} y physical */
export const standardOutput = (axes, y) => (y - axes.outputOffset) / axes.outputScale;
