/**
 * Cividis (Nuñez, Anderton & Renslow 2018), perceptually uniform also for colour-blind eyes, at ten equal distances;
 * linear between them.
 */
const anchors = [
  [0, 34, 78],
  [18, 53, 112],
  [59, 73, 108],
  [87, 93, 109],
  [112, 113, 115],
  [138, 134, 120],
  [165, 156, 116],
  [195, 179, 105],
  [225, 204, 85],
  [254, 232, 56],
];

const steps = 256;

/** 256 colours as rgba bytes packed for an ImageData, little endian. */
export const cividis = Uint32Array.from({ length: steps }, (_, i) => {
  const position = (i / (steps - 1)) * (anchors.length - 1);
  const left = Math.min(Math.floor(position), anchors.length - 2);
  const [r, g, b] = anchors[left].map((value, channel) =>
    Math.round(value + (position - left) * (anchors[left + 1][channel] - value)),
  );
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
});

/**
 * Paints an n × n row-major matrix into a canvas of n × n pixels; rows and columns in the order given; entries that
 * are not finite stay transparent.
 * @param {HTMLCanvasElement} canvas
 * @param {Float32Array} matrix n·n entries
 * @param {number[]} order n indices
 * @param {{ minimum: number, maximum: number }} range
 * @param {Uint32Array} [table] colours, from smallest to largest
 */
export function paintMatrix(canvas, matrix, order, { minimum, maximum }, table = cividis) {
  const n = order.length;
  if (canvas.width !== n || canvas.height !== n) Object.assign(canvas, { width: n, height: n });
  const context = canvas.getContext('2d');
  if (!context) return;
  const image = new ImageData(n, n);
  const pixels = new Uint32Array(image.data.buffer);
  const last = table.length - 1;
  const scale = last / (maximum - minimum || 1);
  order.forEach((row, i) =>
    order.forEach((column, j) => {
      const value = matrix[row * n + column];
      const step = Math.round((value - minimum) * scale);
      if (Number.isFinite(value)) pixels[i * n + j] = table[Math.min(last, Math.max(0, step))];
    }),
  );
  context.putImageData(image, 0, 0);
}

/** @param {HTMLCanvasElement} canvas the colour scale, smallest value left @param {Uint32Array} [table] */
export function paintColourBar(canvas, table = cividis) {
  Object.assign(canvas, { width: table.length, height: 1 });
  const image = new ImageData(table.length, 1);
  new Uint32Array(image.data.buffer).set(table);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}
