/** 1, 2 or 5 times a power of ten, at least as large. @param {number} size positive */
export function niceStep(size) {
  const decade = 10 ** Math.floor(Math.log10(size));
  return decade * ([1, 2, 5].find((factor) => factor * decade >= size * (1 - 1e-9)) ?? 10);
}

/**
 * Levels of contour lines within −largest … largest: 0 and a few round numbers on both sides.
 * @param {number} largest positive
 */
export function levelsWithin(largest) {
  const step = niceStep(largest / 3);
  const count = Math.floor((largest / step) * (1 - 1e-9));
  return Array.from({ length: 2 * count + 1 }, (_, i) => (i - count) * step);
}
