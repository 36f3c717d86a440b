import { html, setAttributes, withSubscripts } from '../../charts/dom.js';

/** @typedef {{ row: number, column: number }} Cell places in the picture */

const arrows = /** @type {Record<string, [number, number]>} */ ({
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
});

/**
 * The canvas of one matrix with its caption; pointer and arrow keys choose a cell.
 * @param {{ symbol: string, name: string }} titles
 * @param {(cell: Cell | undefined) => void} choose
 */
export function createHeatMap({ symbol, name }, choose) {
  const canvas = html('canvas', { class: 'heat-map', role: 'img', tabindex: '0' });
  const mark = html('span', { class: 'cell-mark', hidden: true });
  const element = html(
    'figure',
    {},
    html('div', { class: 'heat-map-frame' }, canvas, mark),
    html('figcaption', {}, html('strong', {}, ...withSubscripts(symbol)), ` ${name}`),
  );
  let side = 0;
  /** @type {Cell} */ let chosen = { row: 0, column: 0 };

  const place = (/** @type {number} */ share) => Math.min(side - 1, Math.max(0, Math.floor(share * side)));
  const point = (/** @type {PointerEvent} */ event) => {
    const box = canvas.getBoundingClientRect();
    choose({
      row: place((event.clientY - box.top) / box.height),
      column: place((event.clientX - box.left) / box.width),
    });
  };
  canvas.addEventListener('pointermove', point);
  canvas.addEventListener('pointerdown', point);
  canvas.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && choose(undefined));
  canvas.addEventListener('blur', () => choose(undefined));
  canvas.addEventListener('keydown', (event) => {
    const move = arrows[event.key];
    if (!move) return;
    const clamp = (/** @type {number} */ k) => Math.min(side - 1, Math.max(0, k));
    choose({ row: clamp(chosen.row + move[0]), column: clamp(chosen.column + move[1]) });
    event.preventDefault();
    event.stopPropagation();
  });

  /** @param {number} count rows @param {Cell | undefined} cell to mark @param {string} description */
  function draw(count, cell, description) {
    side = count;
    chosen = cell ?? chosen;
    mark.hidden = !cell;
    const percent = (/** @type {number} */ k) => `${(100 * k) / side}%`;
    if (cell)
      Object.assign(mark.style, {
        left: percent(cell.column),
        top: percent(cell.row),
        width: percent(1),
        height: percent(1),
      });
    setAttributes(canvas, { 'aria-label': description });
  }
  return { element, canvas, draw };
}
