/** @import { FigureStore } from '../../store/figure-store.js' */
/** @import { TrainingSet } from '../../store/training-set.js' */
import { html } from '../../charts/dom.js';
import { blockPart, wholePart } from './kernel-matrices.js';

/** @typedef {{ row: number, column: number, rowOutput?: number, columnOutput?: number }} Pair as in the store */

/**
 * Of several outputs: the block of the one that is looked at with itself, with another one, or the whole kernel.
 * @param {FigureStore} store
 * @param {() => void} redraw
 */
export function createPartChoice(store, redraw) {
  const select = html('select', { id: 'kernel-part' });
  const element = html('label', { for: 'kernel-part', hidden: true }, 'Kernel of ', select);
  select.addEventListener('change', () => {
    store.pair.value = undefined;
    redraw();
  });
  let known = '';

  /** @param {TrainingSet} set */
  function current(set) {
    const { outputs, count } = set;
    const own = store.shownOutput.value;
    element.hidden = outputs === 1;
    if (known !== `${outputs} ${own}`) {
      known = `${outputs} ${own}`;
      const name = (/** @type {number} */ o) =>
        o === own ? `output ${o + 1}` : `outputs ${own + 1} and ${o + 1}`;
      const options = Array.from({ length: outputs }, (_, o) =>
        html('option', { value: String(o) }, name(o)),
      );
      const last = select.value;
      select.replaceChildren(...options, html('option', { value: 'all' }, 'all outputs'));
      select.value = last === 'all' ? 'all' : String(own);
    }
    const isWhole = select.value === 'all';
    const column = isWhole ? own : Number(select.value);
    /** @param {Pair} pair */
    const outputsOf = (pair) =>
      isWhole ? { row: pair.rowOutput ?? own, column: pair.columnOutput ?? own } : { row: own, column };
    return {
      isWhole,
      part: isWhole ? wholePart(set) : blockPart(set, own, column),
      outputsOf,
      /** Rows of the part that a pair is in. @param {Pair} pair */
      entriesOf: (pair) => {
        const of = isWhole ? outputsOf(pair) : { row: 0, column: 0 };
        return { row: of.row * count + pair.row, column: of.column * count + pair.column };
      },
      /** @param {number} row @param {number} other entries of the part @returns {Pair} */
      pairOf: (row, other) => ({
        row: row % count,
        column: other % count,
        ...(isWhole ? { rowOutput: Math.floor(row / count), columnOutput: Math.floor(other / count) } : {}),
      }),
    };
  }
  return { element, current };
}
