import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cividis, paintColourBar, paintMatrix } from '../../web/charts/colour-map.js';
import { formatNumber, noNumber } from '../../web/charts/format.js';

describe('formatNumber', () => {
  it.each([
    [-0, '0'],
    [1, '1'],
    [-1, '−1'],
    [0.1 + 0.2, '0.3'],
    [3.14159, '3.14'],
    [2.5, '2.5'],
    [12.345, '12.3'],
    [99.96, '100'],
    [123.456, '123'],
    [999.6, '1000'],
    [0.001, '0.001'],
    [0.0012345, '0.00123'],
    [0.000999, '9.99·10⁻⁴'],
    [10000, '10⁴'],
    [-10000, '−10⁴'],
    [12345, '1.23·10⁴'],
    [999999, '10⁶'],
    [1e21, '10²¹'],
    [-2.5e-300, '−2.5·10⁻³⁰⁰'],
    [1.7976931348623157e308, '1.8·10³⁰⁸'],
    [5e-324, '4.94·10⁻³²⁴'],
  ])('%s is %s', (value, text) => expect(formatNumber(value)).toBe(text));

  it('never jumps from 10⁴ back to zeros', () => {
    expect(formatNumber(9999.6)).toBe('10⁴');
  });

  it('reads as the number it stands for, whatever the size', () => {
    const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';
    for (let exponent = -300; exponent <= 300; exponent += 1) {
      for (const mantissa of [1, -1.2344, 4.567, -9.9949]) {
        const value = Number(`${mantissa}e${exponent}`);
        const text = formatNumber(value);
        expect(text).toMatch(/^−?(\d+(\.\d+)?|(\d(\.\d{1,2})?·)?10⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/);
        const isPower = /[⁰¹²³⁴⁵⁶⁷⁸⁹]/.test(text);
        const plain = text
          .replace('−', '-')
          .replace('⁻', '-')
          .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => String(digits.indexOf(digit)));
        const expected = Number(isPower ? plain.replace(/^(-?)10/, '$11·10').replace('·10', 'e') : plain);
        expect(Math.abs(expected / value - 1)).toBeLessThan(0.0051);
      }
    }
  });

  it('never says NaN', () => {
    for (const value of [NaN, undefined, -NaN, 0 / 0]) expect(formatNumber(value)).toBe(noNumber);
  });
});

describe('the colour map', () => {
  it('packs opaque rgba bytes, little endian, from dark blue to yellow', () => {
    const bytes = new Uint8Array(cividis.buffer);
    expect(cividis).toHaveLength(256);
    expect([...bytes.subarray(0, 4)]).toEqual([0, 34, 78, 255]);
    expect([...bytes.subarray(-4)]).toEqual([254, 232, 56, 255]);
    for (let i = 3; i < bytes.length; i += 4) expect(bytes[i]).toBe(255);
  });

  it('gets lighter with every step', () => {
    const bytes = new Uint8Array(cividis.buffer);
    const light = Array.from(
      cividis,
      (_, i) => 0.2126 * bytes[4 * i] + 0.7152 * bytes[4 * i + 1] + 0.0722 * bytes[4 * i + 2],
    );
    light.slice(1).forEach((value, i) => expect(value).toBeGreaterThan(light[i]));
  });
});

describe('painting', () => {
  /** @type {{ pixels: Uint32Array, width: number } | undefined} */ let painted;
  const canvas = /** @type {any} */ ({
    width: 0,
    height: 0,
    getContext: () => ({
      putImageData: (/** @type {any} */ image) =>
        (painted = { pixels: new Uint32Array(image.data.buffer), width: image.width }),
    }),
  });
  beforeEach(() => {
    painted = undefined;
    class ImageData {
      /** @param {number} width @param {number} height */
      constructor(width, height) {
        this.width = width;
        this.data = new Uint8ClampedArray(4 * width * height);
      }
    }
    vi.stubGlobal('ImageData', ImageData);
  });
  afterEach(() => vi.unstubAllGlobals());

  /** @param {number[]} values @param {number[]} order @param {{ minimum: number, maximum: number }} range */
  const paint = (values, order, range) => {
    paintMatrix(canvas, Float32Array.from(values), order, range);
    return [...(painted?.pixels ?? [])].map((pixel) => (pixel === 0 ? undefined : cividis.indexOf(pixel)));
  };

  it('scales to the range and stops at its ends', () => {
    expect(paint([0, 1, 2, 9], [0, 1], { minimum: 0, maximum: 2 })).toEqual([0, 128, 255, 255]);
    expect(paint([-9, 1, 2, 3], [0, 1], { minimum: 1, maximum: 3 })).toEqual([0, 0, 128, 255]);
    expect([canvas.width, canvas.height, painted?.width]).toEqual([2, 2, 2]);
  });

  it('orders rows and columns alike', () => {
    const matrix = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((value) => (value * 255) / 8);
    const range = { minimum: 0, maximum: 255 };
    const step = (/** @type {number} */ value) => Math.round((value * 255) / 8);
    expect(paint(matrix, [2, 0, 1], range)).toEqual([8, 6, 7, 2, 0, 1, 5, 3, 4].map(step));
  });

  it('leaves what is not finite transparent, and takes a range of one value', () => {
    expect(paint([NaN, Infinity, -Infinity, 1], [0, 1], { minimum: 1, maximum: 1 })).toEqual([
      undefined,
      undefined,
      undefined,
      0,
    ]);
  });

  it('draws the whole scale as a bar', () => {
    paintColourBar(canvas);
    expect(painted?.pixels).toEqual(cividis);
    expect([canvas.width, canvas.height]).toEqual([256, 1]);
  });
});
