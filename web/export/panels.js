/**
 * What of a figure can be exported: every panel on the screen that has a picture or numbers. A panel that is added later
 * needs nothing more than its class `panel`, its `part`, and a heading or label; `data-timeless` where it is of no
 * time t, and `data-picture` on the part that is the picture, where the rest is controls.
 * @param {Element} figure
 */
export const panelsOf = (figure) =>
  [...figure.querySelectorAll('.panel')]
    .filter((panel) => panel.getClientRects().length > 0)
    .map((panel) => ({ name: panel.getAttribute('part') ?? '', title: titleOf(panel) }));

/** @param {Element} panel */
export const titleOf = (panel) =>
  panel.querySelector('h2')?.textContent?.trim() ?? panel.getAttribute('aria-label') ?? '';

/** @param {Element} figure @param {string} name */
export function panelNamed(figure, name) {
  const panel = figure.querySelector(`.panel[part~="${CSS.escape(name)}"]`);
  if (!panel || panel.getClientRects().length === 0) throw new RangeError(`no panel "${name}" on the screen`);
  return panel;
}
