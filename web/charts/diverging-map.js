/** From negative (blue) over 0 (near white) to positive (vermilion): Okabe–Ito's blue and vermilion, darkened at the ends. */
const anchors = [
  [0, 52, 96],
  [0, 114, 178],
  [128, 184, 220],
  [246, 246, 246],
  [243, 176, 124],
  [213, 94, 0],
  [116, 48, 0],
];

/** An odd number, so that 0 has a colour of its own. */
const steps = 255;

/** 255 colours as rgba bytes packed for an ImageData, little endian. */
export const diverging = Uint32Array.from({ length: steps }, (_, i) => {
  const position = (i / (steps - 1)) * (anchors.length - 1);
  const left = Math.min(Math.floor(position), anchors.length - 2);
  const [r, g, b] = anchors[left].map((value, channel) =>
    Math.round(value + (position - left) * (anchors[left + 1][channel] - value)),
  );
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
});

/**
 * The colour's number of a value on the scale −largest … largest; beyond it the last colour.
 * @param {number} value
 * @param {number} largest positive
 */
export const divergingStep = (value, largest) =>
  Math.round(((Math.min(1, Math.max(-1, value / largest)) + 1) / 2) * (steps - 1));

/** @type {HTMLCanvasElement | undefined} */
let scratch;

/**
 * Paints a function on a square grid, smooth between the grid's points, x₁ to the right and x₂ up; where it is not
 * finite nothing.
 * @param {HTMLCanvasElement} canvas filled from edge to edge
 * @param {ArrayLike<number>} values side² entries, row by row from below
 * @param {number} side
 * @param {number} largest the scale is −largest … largest
 */
export function paintGrid(canvas, values, side, largest) {
  scratch ??= document.createElement('canvas');
  if (scratch.width !== side) Object.assign(scratch, { width: side, height: side });
  const image = new ImageData(side, side);
  const pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < side * side; i += 1) {
    const row = side - 1 - Math.floor(i / side);
    if (Number.isFinite(values[i]))
      pixels[row * side + (i % side)] = diverging[divergingStep(values[i], largest)];
  }
  scratch.getContext('2d')?.putImageData(image, 0, 0);
  const context = canvas.getContext('2d');
  if (!context) return;
  const { width, height } = canvas;
  context.clearRect(0, 0, width, height);
  context.imageSmoothingEnabled = true;
  // The outermost points of the grid lie on the edges: half a pixel of the small picture is left out on each side.
  context.drawImage(scratch, 0.5, 0.5, side - 1, side - 1, 0, 0, width, height);
}

/** @param {HTMLCanvasElement} canvas the colour scale, the negative end left */
export function paintDivergingBar(canvas) {
  Object.assign(canvas, { width: steps, height: 1 });
  const image = new ImageData(steps, 1);
  new Uint32Array(image.data.buffer).set(diverging);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}
