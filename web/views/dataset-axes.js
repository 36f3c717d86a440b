/** @import { FigureStore } from '../store/figure-store.js' */
import { fieldTable } from '../engine/field-table.js';

/** @param {FigureStore} store */
export const datasetOf = (store) =>
  fieldTable.datasets.find(({ value }) => value === store.document.value.data.source);

/** @param {FigureStore} store @param {number} x standardised */
export function physicalInput(store, x) {
  const dataset = datasetOf(store);
  return dataset ? Math.round(dataset.inputOffset + dataset.inputScale * x) : x;
}

/** @param {FigureStore} store @param {number} y standardised */
export function physicalOutput(store, y) {
  const dataset = datasetOf(store);
  return dataset ? dataset.outputOffset + dataset.outputScale * y : y;
}
