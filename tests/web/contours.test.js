import { describe, expect, it } from 'vitest';
import { contours } from '../../web/charts/contours.js';
import { diverging, divergingStep } from '../../web/charts/diverging-map.js';
import { levelsWithin, niceStep } from '../../web/views/function/levels.js';

/** @param {number} side @param {(x: number, y: number) => number} f on [−1, 1]² */
const grid = (side, f) =>
  Float32Array.from({ length: side * side }, (_, i) => {
    const at = (/** @type {number} */ k) => (2 * k) / (side - 1) - 1;
    return f(at(i % side), at(Math.floor(i / side)));
  });

describe('contours', () => {
  it('of the distance from the middle are one closed circle', () => {
    const side = 61;
    const lines = contours(
      grid(side, (x, y) => Math.hypot(x, y)),
      side,
      0.6,
    );
    expect(lines).toHaveLength(1);
    const [circle] = lines;
    expect(circle[0]).toEqual(circle.at(-1));
    expect(circle.length).toBeGreaterThan(60);
    for (const [column, row] of circle) {
      const radius = Math.hypot((2 * column) / 60 - 1, (2 * row) / 60 - 1);
      expect(Math.abs(radius - 0.6)).toBeLessThan(1e-3);
    }
  });

  it('of a plane are one line from edge to edge, exactly', () => {
    const lines = contours(
      grid(9, (x, y) => x + 2 * y),
      9,
      0.3,
    );
    expect(lines).toHaveLength(1);
    for (const [column, row] of lines[0]) expect(column / 4 - 1 + 2 * (row / 4 - 1)).toBeCloseTo(0.3, 6);
    const ends = [lines[0][0], lines[0].at(-1)].map((end) =>
      end?.some((value) => value === 0 || value === 8),
    );
    expect(ends).toEqual([true, true]);
  });

  it('of a saddle are two branches that do not cross', () => {
    for (const level of [0.05, -0.05, 0.001, -0.001]) {
      const lines = contours(
        grid(10, (x, y) => x * y),
        10,
        level,
      );
      expect(lines).toHaveLength(2);
      for (const [column, row] of lines.flat())
        expect(Math.sign((column / 4.5 - 1) * (row / 4.5 - 1))).toBe(Math.sign(level));
    }
  });

  it.each([
    [
      'along the diagonal, which is higher in the mean',
      [2, -1, -1, 2],
      (/** @type {number[]} */ [u, v]) => u - v,
    ],
    ['across it, where it is lower', [1, -2, -2, 1], (/** @type {number[]} */ [u, v]) => u + v - 1],
  ])('join two corners of a saddle %s', (_, corners, side) => {
    const lines = contours(corners, 2, 0);
    expect(lines.map((line) => new Set(line.map((point) => Math.sign(side(point)))).size)).toEqual([1, 1]);
  });

  it('stop where there is no number, and are none where the level is not reached', () => {
    const values = grid(5, (x) => x);
    values[2 * 5 + 2] = NaN;
    const points = contours(values, 5, 0.1).flat();
    expect(points.length).toBeGreaterThan(0);
    expect(points.flat().every(Number.isFinite)).toBe(true);
    expect(
      contours(
        grid(5, () => 1),
        5,
        2,
      ),
    ).toEqual([]);
  });
});

describe('the diverging colours', () => {
  const channels = (/** @type {number} */ colour) => [
    colour & 255,
    (colour >> 8) & 255,
    (colour >> 16) & 255,
  ];

  it('have 0 in the middle, near white, and blue and red ends', () => {
    const middle = channels(diverging[divergingStep(0, 3)]);
    expect(divergingStep(0, 3)).toBe((diverging.length - 1) / 2);
    expect(Math.min(...middle)).toBeGreaterThan(240);
    const [red, , blue] = channels(diverging[divergingStep(-1.5, 3)]);
    const [redAbove, , blueAbove] = channels(diverging[divergingStep(1.5, 3)]);
    expect(blue).toBeGreaterThan(red);
    expect(redAbove).toBeGreaterThan(blueAbove);
    expect([divergingStep(-9, 3), divergingStep(9, 3)]).toEqual([0, diverging.length - 1]);
  });
});

describe('levels', () => {
  it.each([
    [1.2, [-1, -0.5, 0, 0.5, 1]],
    [3.5, [-2, 0, 2]],
    [0.003, [-0.002, -0.001, 0, 0.001, 0.002]],
  ])('within %f are round and have 0', (largest, levels) => {
    expect(levelsWithin(largest).map((level) => Number(level.toPrecision(6)) + 0)).toEqual(levels);
  });

  it('stand 1, 2 or 5 apart', () => {
    expect([0.9, 1, 1.5, 2.1, 7].map(niceStep)).toEqual([1, 1, 2, 5, 10]);
  });
});
