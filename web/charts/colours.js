/** @type {Set<() => void>} */ const listeners = new Set();
let version = 0;

/**
 * Pictures that take colours from custom properties are drawn again when these change.
 * @param {() => void} listener
 * @returns {() => void} ends it
 */
export function onColourChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The colour scheme, or a figure's theme, is another. */
export function announceColourChange() {
  version += 1;
  for (const listener of [...listeners]) listener();
}

/** `rgb(0, 114, 178)` as `#0072b2`; others as they are. @param {string} colour */
function short(colour) {
  const channels = colour.match(/^rgb\((\d+), (\d+), (\d+)\)$/)?.slice(1);
  return channels ? `#${channels.map((c) => Number(c).toString(16).padStart(2, '0')).join('')}` : colour;
}

/**
 * Colours of an element's custom properties as a canvas takes them, whatever `light-dark()`, `var()` or mixture they are
 * written with.
 * @param {Element} element
 * @returns {(property: string) => string}
 */
export function colourReader(element) {
  /** @type {Map<string, string>} */ const known = new Map();
  let knownVersion = version;
  return (property) => {
    if (knownVersion !== version) known.clear();
    knownVersion = version;
    const found = known.get(property);
    if (found !== undefined) return found;
    const probe = document.createElement('span');
    probe.hidden = true;
    probe.style.color = `var(${property})`;
    // Mixtures of system colours stay what they are where colours are forced.
    probe.style.setProperty('forced-color-adjust', 'none');
    element.append(probe);
    const colour = short(getComputedStyle(probe).color);
    probe.remove();
    known.set(property, colour);
    return colour;
  };
}
