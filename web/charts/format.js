const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** @param {number} exponent */
const superscript = (exponent) =>
  (exponent < 0 ? '⁻' : '') +
  [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]).join('');

/** What stands where there is no number; never NaN. */
export const noNumber = '–';

/**
 * Three significant digits; powers of ten where zeros would fill the line; ∞ by its sign.
 * @param {number | undefined} value
 */
export function formatNumber(value) {
  if (value === undefined || Number.isNaN(value)) return noNumber;
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (size >= 1e-3 && size < 9999.5) {
    const digits = Math.max(0, 2 - Math.floor(Math.log10(size)));
    return sign + (digits === 0 ? String(Math.round(size)) : String(Number(size.toFixed(digits))));
  }
  const [mantissa, exponent] = size.toExponential(2).split('e').map(Number);
  return `${sign}${mantissa === 1 ? '' : `${mantissa}·`}10${superscript(exponent)}`;
}
