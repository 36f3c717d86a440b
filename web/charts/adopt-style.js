/** Sheets by their text, so that a style is adopted once a root. @type {Map<string, CSSStyleSheet>} */
const sheets = new Map();

/**
 * Gives the shadow root (or document) of an element a style that is loaded later than the root was made.
 * @param {Element} element in its root already
 * @param {string} text
 */
export function adoptStyle(element, text) {
  const root = /** @type {Document | ShadowRoot} */ (element.getRootNode());
  let sheet = sheets.get(text);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    sheets.set(text, sheet);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}
