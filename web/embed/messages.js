/**
 * Messages between an embedded figure's page and the page around it. All are plain objects with a `type` that begins
 * with `ntk-figure:`; anything else is not ours. A state travels as a hash only: what a stranger sends is clamped.
 *
 * Out: `height` { height } in CSS pixels, `state` { hash }. In: `play`, `pause`, `seek` { index }, `setState` { hash },
 * `measure` asks for the height again.
 */
export const prefix = 'ntk-figure:';
/** Characters of the longest hash that is read: 512 points of 2 coordinates with 17 digits are shorter. */
export const longestHash = 40000;

/** @typedef {{ name: 'play' | 'pause' | 'measure' } | { name: 'seek', index: number } | { name: 'setState', hash: string }} Command */

/** @type {Record<string, Record<string, (value: unknown) => boolean>>} */
const commands = {
  play: {},
  pause: {},
  measure: {},
  seek: { index: (value) => Number.isInteger(value) && Number(value) >= 0 },
  setState: { hash: (value) => typeof value === 'string' && value.length <= longestHash },
};

/**
 * @param {unknown} data of a message
 * @returns {Command | undefined} undefined unless it is exactly one of the commands, with no property more or less
 */
export function parseCommand(data) {
  if (typeof data !== 'object' || data === null || Object.getPrototypeOf(data) !== Object.prototype)
    return undefined;
  const { type, ...values } = /** @type {Record<string, unknown>} */ (data);
  if (typeof type !== 'string' || !type.startsWith(prefix)) return undefined;
  const name = type.slice(prefix.length);
  if (!Object.hasOwn(commands, name)) return undefined;
  const wanted = commands[name];
  const isExact = Object.keys(values).length === Object.keys(wanted).length;
  const isRight = Object.entries(wanted).every(
    ([key, check]) => Object.hasOwn(values, key) && check(values[key]),
  );
  return isExact && isRight ? /** @type {Command} */ ({ name, ...values }) : undefined;
}
