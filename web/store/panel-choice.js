/** Panels that can stand beside the function. */
export const panelNames = ['kernel', 'modes', 'training', 'neurons', 'sweep'];

/** Those that stand there at first; the second one only where there is room. */
export const firstPanels = /** @type {[string, string]} */ (['kernel', 'training']);

/**
 * The hash with `view=` where other panels than the first ones are open, and with `sweep=` where the sweep panel is to
 * run another sweep than at first.
 * @param {string} hash
 * @param {[string, string]} panels
 * @param {string} [sweep]
 */
export const withPanels = (hash, panels, sweep = '') =>
  (panels.join() === firstPanels.join() ? hash : `${hash}&view=${panels.join()}`) +
  (sweep === '' ? '' : `&sweep=${encodeURIComponent(sweep).replaceAll('%2C', ',')}`);

/** What a hash says of the sweep panel; empty if nothing. @param {string} hash */
export function sweepIn(hash) {
  const text = hash.match(/[#&]sweep=([^&]*)/)?.[1] ?? '';
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/**
 * The panels that a hash names; what is missing, unknown or there twice is as at first, or the next that is free.
 * @param {string} hash
 * @returns {{ panels: [string, string], warnings: string[] }}
 */
export function panelsIn(hash) {
  const text = hash.match(/[#&]view=([^&]*)/)?.[1] ?? '';
  const names = text.split(/,|%2C/i).filter((name) => name !== '');
  const known = [...new Set(names.filter((name) => panelNames.includes(name)))];
  const [first, second] = [...known, ...firstPanels.toReversed().filter((name) => !known.includes(name))];
  const warnings = names
    .filter((name) => !panelNames.includes(name))
    .map((name) => `"${name.slice(0, 40)}" is not a panel`);
  return { panels: known.length === 0 ? firstPanels : [first, second], warnings };
}
