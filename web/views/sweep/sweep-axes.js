const steps = [1, 2, 5];

/** 1, 2, 5 times powers of ten around two positive numbers. @param {number} low @param {number} high */
function stepsAround(low, high) {
  const exponents = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const all = Array.from({ length: exponents[1] - exponents[0] + 1 }, (_, i) =>
    steps.map((step) => Number(`${step}e${exponents[0] + i}`)),
  ).flat();
  const first = all.findLast((tick) => tick <= low * (1 + 1e-9)) ?? all[0];
  const last = all.find((tick) => tick >= high * (1 - 1e-9)) ?? all[all.length - 1];
  return all.filter((tick) => tick >= first && tick <= last);
}

/**
 * Range and ticks of a logarithmic axis: 1, 2, 5, … while they are few, else powers of ten, every so many.
 * @param {number[]} numbers those that are not positive and finite have no place on it
 * @param {number} [most] ticks
 * @returns {{ range: [number, number], ticks: number[] }}
 */
export function logTicks(numbers, most = 8) {
  const known = numbers.filter((value) => value > 0 && Number.isFinite(value));
  if (known.length === 0) return { range: [0.1, 1], ticks: [0.1, 1] };
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const around = stepsAround(low, high);
  // One tick alone is no range.
  const all = around.length > 1 ? around : stepsAround(low / 1.5, high * 1.5);
  const range = /** @type {[number, number]} */ ([all[0], all[all.length - 1]]);
  if (all.length <= most) return { range, ticks: all };
  const powers = all.filter((tick) => Math.abs(Math.log10(tick) % 1) < 1e-9);
  const stride = Math.ceil(powers.length / most);
  return { range, ticks: powers.filter((_, i) => i % stride === 0) };
}

/**
 * Range and ticks of the axis of values: the values themselves, or every so many of them.
 * @param {number[]} values ascending
 * @param {boolean} isLog
 * @param {number} most ticks
 * @returns {{ range: [number, number], ticks: number[] }}
 */
export function valueTicks(values, isLog, most) {
  const [low, high] = [values[0], values[values.length - 1]];
  const stride = Math.ceil(values.length / most);
  const ticks = values.filter((_, i) => i % stride === 0);
  if (isLog) {
    const margin = Math.max(1.1, (high / low) ** 0.04);
    return { range: [low / margin, high * margin], ticks };
  }
  const margin = (high - low || Math.abs(low) || 1) * 0.05;
  return { range: [low - margin, high + margin], ticks };
}
