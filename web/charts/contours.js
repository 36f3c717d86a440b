/**
 * Lines on which a function on a square grid has a value: marching squares, linear along the edges of the cells.
 * @param {ArrayLike<number>} values side² entries, row by row
 * @param {number} side
 * @param {number} level
 * @returns {[number, number][][]} polylines of (column, row), closed ones with their first point again at the end; cells
 *   with an entry that is not finite have none
 */
export function contours(values, side, level) {
  /** @type {Map<number, [number, number]>} the two neighbours of a crossed edge, −1 for none */
  const neighbours = new Map();
  const link = (/** @type {number} */ a, /** @type {number} */ b) => {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ]) {
      const known = neighbours.get(from);
      if (known) known[1] = to;
      else neighbours.set(from, [to, -1]);
    }
  };
  for (let row = 0; row + 1 < side; row += 1)
    for (let column = 0; column + 1 < side; column += 1) linkCell(values, side, level, row, column, link);
  return chains(neighbours).map((chain) => chain.map((edge) => pointOn(edge, values, side, level)));
}

/**
 * Links the edges of one cell that a line crosses. Numbers of edges: 2·point to the right of a grid point, 2·point + 1
 * above it.
 * @param {ArrayLike<number>} values @param {number} side @param {number} level @param {number} row
 * @param {number} column @param {(a: number, b: number) => void} link
 */
function linkCell(values, side, level, row, column, link) {
  const corner = row * side + column;
  const [at, atRight, atTopRight, atTop] = [corner, corner + 1, corner + side + 1, corner + side];
  const a = values[at] > level;
  const b = values[atRight] > level;
  const c = values[atTopRight] > level;
  const d = values[atTop] > level;
  if (a === b && b === c && c === d) return;
  const mean = (values[at] + values[atRight] + values[atTopRight] + values[atTop]) / 4;
  if (!Number.isFinite(mean)) return;
  const [bottom, right, top, left] = [2 * corner, 2 * corner + 3, 2 * (corner + side), 2 * corner + 1];
  if (a === c && b === d) {
    // A saddle: the mean says which two of the opposite corners are joined.
    const isFirstJoined = mean > level === a;
    link(bottom, isFirstJoined ? right : left);
    link(top, isFirstJoined ? left : right);
    return;
  }
  const crossed = [
    [a !== b, bottom],
    [b !== c, right],
    [c !== d, top],
    [d !== a, left],
  ].flatMap(([is, edge]) => (is ? [Number(edge)] : []));
  link(crossed[0], crossed[1]);
}

/**
 * Edges in the order in which a line crosses them; open lines from one of their ends.
 * @param {Map<number, [number, number]>} neighbours
 */
function chains(neighbours) {
  /** @type {Set<number>} */
  const seen = new Set();
  const follow = (/** @type {number} */ start) => {
    const chain = [start];
    seen.add(start);
    for (let edge = start; ;) {
      const next = neighbours.get(edge)?.find((other) => other >= 0 && !seen.has(other));
      if (next === undefined) return chain;
      chain.push(next);
      seen.add(next);
      edge = next;
    }
  };
  const open = [...neighbours].filter(([, pair]) => pair[1] < 0).map(([edge]) => edge);
  const lines = open.flatMap((edge) => (seen.has(edge) ? [] : [follow(edge)]));
  const loops = [...neighbours.keys()].flatMap((edge) => (seen.has(edge) ? [] : [follow(edge)]));
  return [...lines, ...loops.map((loop) => [...loop, loop[0]])];
}

/**
 * @param {number} edge @param {ArrayLike<number>} values @param {number} side @param {number} level
 * @returns {[number, number]}
 */
function pointOn(edge, values, side, level) {
  const from = edge >> 1;
  const isUp = edge % 2 === 1;
  const to = from + (isUp ? side : 1);
  const share = (level - values[from]) / (values[to] - values[from]);
  const [column, row] = [from % side, Math.floor(from / side)];
  return isUp ? [column, row + share] : [column + share, row];
}
