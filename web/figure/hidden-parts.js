/** @param {string} text */
export const sheet = (text) => {
  const style = new CSSStyleSheet();
  style.replaceSync(text);
  return style;
};

/**
 * The text of a style sheet that hides parts of a figure and controls of fields; names from `readHidden`, so that none can
 * leave its string.
 * @param {string[]} names
 */
export const hidingText = (names) =>
  names.map((name) => `[part~="${name}"],[data-field="${name}"]{display:none!important}`).join('');
