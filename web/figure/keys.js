/** @import { FigureStore } from '../store/figure-store.js' */

/** Keys of a focused figure, for a page's help too. */
export const keys = [
  {
    key: ' ',
    name: 'Space',
    does: 'play or pause',
    act: (/** @type {FigureStore} */ store) => store.togglePlay(),
  },
  {
    key: 'ArrowLeft',
    name: '←',
    does: 'one step back',
    act: (/** @type {FigureStore} */ store) => store.step(-1),
  },
  {
    key: 'ArrowRight',
    name: '→',
    does: 'one step forward',
    act: (/** @type {FigureStore} */ store) => store.step(1),
  },
  { key: 'Home', name: 'Home', does: 'to t = 0', act: (/** @type {FigureStore} */ store) => store.seek(0) },
  {
    key: 'End',
    name: 'End',
    does: 'to t = ∞',
    act: (/** @type {FigureStore} */ store) => store.seek(Infinity),
  },
  { key: 'n', name: 'n', does: 'new seed', act: (/** @type {FigureStore} */ store) => store.newSeed() },
  {
    key: 'c',
    name: 'c',
    does: 'pin this run to compare, or unpin it',
    act: (/** @type {FigureStore} */ store) => store.togglePin(),
  },
  {
    key: 'x',
    name: 'x',
    does: 'swap the pinned run and this one',
    act: (/** @type {FigureStore} */ store) => store.swapPinned(),
  },
];

/** Whether a control has a use of its own for a key: fields for all, buttons for all but letters. @param {Element | undefined} target @param {string} key */
const isOwned = (target, key) =>
  target?.matches?.('input, select, textarea') ||
  (target?.matches?.('button, summary') && (key === ' ' || key.length > 1));

/**
 * @param {FigureStore} store
 * @param {KeyboardEvent} event
 * @returns {boolean} whether the key was one of ours; controls keep their own keys
 */
export function keyAction(store, event) {
  const target = /** @type {Element | undefined} */ (event.composedPath()[0]);
  const isCommand = event.ctrlKey || event.metaKey;
  if (
    isCommand &&
    event.key.toLowerCase() === 'z' &&
    !target?.matches?.('textarea, input:not([type=range],[type=checkbox])')
  ) {
    if (event.shiftKey) store.redo();
    else store.undo();
    return true;
  }
  if (isCommand || event.altKey || isOwned(target, event.key)) return false;
  const entry = keys.find(({ key }) => key === event.key);
  entry?.act(store);
  return entry !== undefined;
}
