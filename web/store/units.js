/** @import { DatasetInfo } from '../engine/types.js' */
import { fieldTable } from '../engine/field-table.js';

/**
 * What the numbers of a document mean: physical = offset + scale · number.
 *
 * @typedef {{ label: string, offset: number, scale: number }} Unit
 * @typedef {{ inputs: Unit[], output: Unit }} Units
 */

/** @param {DatasetInfo} dataset @returns {Units} */
const unitsOfDataset = (dataset) => ({
  inputs: [{ label: dataset.inputLabel, offset: dataset.inputOffset, scale: dataset.inputScale }],
  output: { label: dataset.outputLabel, offset: dataset.outputOffset, scale: dataset.outputScale },
});

const ofDatasets = new Map(fieldTable.datasets.map((dataset) => [dataset.value, unitsOfDataset(dataset)]));

/** @param {string} source @returns {Units | undefined} of a real data set */
export const unitsOfSource = (source) => ofDatasets.get(source);

/** @param {Unit} unit @param {number} value as the document has it */
export const physical = ({ offset, scale }, value) => offset + scale * value;
/** @param {Unit} unit @param {number} value */
export const standard = ({ offset, scale }, value) => (value - offset) / scale;
