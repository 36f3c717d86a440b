/** @import { ExperimentDocument } from '../engine/types.js' */
/** @import { RunSource } from './pinned-run.js' */
/** @import { Units } from './units.js' */
import { fieldOf, getField, isInPlane, isOnLine, pointBounds, withField } from './document.js';
import { rowsOf, shownData } from './shown-data.js';
import { isWritten, largestCount, placed, withRows, writtenRows } from './training-rows.js';
import { unitsOfSource } from './units.js';

/** Points of the line for a person who comes from a source of more dimensions. */
const firstPoints = [
  [-2, -1],
  [0, 1],
  [2, -1],
];
/** Probe points that give the plane a grid fine enough to look at: 41 × 41. */
const planeProbes = 1681;

/** Units of points that stand in a document, by the array that holds them. @type {WeakMap<object, Units>} */
const unitsOfArrays = new WeakMap();

/** The training points of a figure, and what a person does to them: rows of c inputs, then k targets. */
export class TrainingPoints {
  /** @param {RunSource} store */
  constructor(store) {
    this.store = store;
  }

  /**
   * Those on the screen: at once where they stand in the document, else as the run has them.
   * @returns {{ rows: number[][], coordinates: number }}
   */
  current() {
    const shown = shownData(this.store.runs);
    const { value: document } = this.store.document;
    const written = writtenRows(document);
    const width = written?.[0]?.length ?? 0;
    if (written && (!shown || width === shown.coordinates + shown.outputs))
      return { rows: written, coordinates: width - getField(document, 'network.outputs') };
    return shown ? { rows: rowsOf(shown), coordinates: shown.coordinates } : { rows: [], coordinates: 1 };
  }

  rows() {
    return this.current().rows;
  }

  /**
   * Points of any source become points of the document when one is touched.
   * @param {(rows: number[][]) => number[][]} change
   * @param {string} [gesture]
   */
  edit(change, gesture) {
    const units = this.units();
    const { rows, coordinates } = this.current();
    const next = withRows(this.store.document.value, change(rows), coordinates);
    if (units) unitsOfArrays.set(arrayOf(next), units);
    this.store.change(next, gesture);
  }

  /** @param {number} index @param {number} entry of its row @param {number} value @param {string} [gesture] */
  set(index, entry, value, gesture) {
    this.edit((rows) => rows.map((row, i) => (i === index ? row.with(entry, value) : row)), gesture);
  }

  /**
   * @param {number} index
   * @param {[number, number][]} entries of its row, with their values
   * @param {string} [gesture]
   */
  move(index, entries, gesture) {
    const moved = (/** @type {number[]} */ row) =>
      entries.reduce((before, [entry, value]) => before.with(entry, placed(value)), row);
    this.edit((rows) => rows.map((row, i) => (i === index ? moved(row) : row)), gesture);
  }

  /** @param {number[]} row */
  add(row) {
    if (this.rows().length < largestCount(this.store.document.value))
      this.edit((rows) => [...rows, row.map(placed)]);
  }

  /** A point of the line in the middle of the widest gap, at the height between its neighbours. */
  addInGap() {
    const known = this.rows().toSorted(([a], [b]) => a - b);
    const ends = [-pointBounds.x, pointBounds.x].map((x, i) => (known.at(-i) ?? [0, 0]).with(0, x));
    const line = [ends[0], ...known, ends[1]];
    const gaps = line.slice(1).map(([x], i) => x - line[i][0]);
    const at = gaps.indexOf(Math.max(...gaps));
    this.add(line[at].map((value, entry) => (value + line[at + 1][entry]) / 2));
  }

  /**
   * A point of the plane where it is farthest from the others.
   * @param {number} radius of the square @param {number[]} targets
   */
  addFarthest(radius, targets) {
    const axis = Array.from({ length: 9 }, (_, i) => (radius * (i - 4)) / 5);
    const rows = this.rows();
    const distance = (/** @type {number[]} */ [x1, x2]) =>
      Math.min(...rows.map((row) => Math.hypot(row[0] - x1, row[1] - x2)));
    const places = axis.flatMap((x2) => axis.map((x1) => [x1, x2]));
    const farthest = places.reduce((best, place) => (distance(place) > distance(best) ? place : best));
    this.add([...farthest, ...targets]);
  }

  /** @param {number} index */
  remove(index) {
    if (this.rows().length > 1) this.edit((rows) => rows.filter((_, i) => i !== index));
  }

  /**
   * Points of one's own in place of all others.
   * @param {number[][]} rows of the coordinates, then the targets
   * @param {number} coordinates
   * @param {Units} [units]
   */
  replace(rows, coordinates, units) {
    const { value: document } = this.store.document;
    const empty = { points: [], inputs: [], targets: [], probeInputs: [], noise: 0 };
    const source = coordinates === 1 ? 'points' : 'given';
    const data = { ...fittingMap(document.data, coordinates), ...empty, source };
    const next = withRows(withProbesFor(coordinates === 2, { ...document, data }), rows, coordinates);
    if (units) unitsOfArrays.set(arrayOf(next), units);
    this.store.change(
      source === 'given' ? withField(next, 'network.outputs', rows[0].length - coordinates) : next,
    );
  }

  /** What the numbers mean, where they come from a real data set or a file. @returns {Units | undefined} */
  units() {
    const { value: document } = this.store.document;
    const { source } = document.data;
    return isWritten(source) ? unitsOfArrays.get(arrayOf(document)) : unitsOfSource(source);
  }

  /** Another source, with what fits it; one's own points are those on the screen. @param {string} source */
  chooseSource(source) {
    const { value: document } = this.store.document;
    const { rows, coordinates } = this.current();
    if (source === 'points') {
      this.replace(coordinates === 1 ? rows.map(([x, y]) => [x, y]) : firstPoints, 1);
    } else if (source === 'given') {
      this.store.change(withRows(withField(document, 'data.source', 'given'), rows, coordinates));
    } else {
      const data = { ...fittingMap(document.data, isOnLine(source) ? 1 : 2), source };
      this.store.change(withProbesFor(isInPlane(source), { ...document, data }));
    }
  }

  /** Angles on the circle become the points of the plane that enter the network. */
  showCircleInPlane() {
    const rows = this.rows().map(([angle, ...targets]) => [Math.cos(angle), Math.sin(angle), ...targets]);
    const { value: document } = this.store.document;
    const data = { ...document.data, source: 'given', inputMap: 'identity', probeInputs: [] };
    const next = withRows(
      { ...document, data },
      rows.map((row) => row.map(placed)),
      2,
    );
    this.store.change(withProbesFor(true, next));
  }
}

/** @param {ExperimentDocument} document @returns {object} */
const arrayOf = ({ data }) => (data.source === 'points' ? data.points : data.inputs);

/** The circle takes angles only. @param {ExperimentDocument} data its group @param {number} coordinates */
const fittingMap = (data, coordinates) =>
  coordinates > 1 && data.inputMap === 'circle'
    ? { ...data, inputMap: fieldOf('data.inputMap').default }
    : data;

/**
 * The number of probes that the other kind of picture has by itself becomes the one of this kind.
 * @param {boolean} isPlane
 * @param {ExperimentDocument} document
 */
function withProbesFor(isPlane, document) {
  const { default: lineProbes } = fieldOf('data.probes');
  const [mine, other] = isPlane ? [planeProbes, lineProbes] : [lineProbes, planeProbes];
  return document.data.probes === other ? withField(document, 'data.probes', mine) : document;
}
