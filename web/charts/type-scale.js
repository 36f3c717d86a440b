/** Pixels of the figure's type at which charts have the sizes that their options say. */
const plainFontSize = 15;

/** How much larger than plain the type around an element is: lines and labels of pictures grow with it. @param {Element} element */
export const typeScale = (element) =>
  Math.max(1, Number.parseFloat(getComputedStyle(element).fontSize) / plainFontSize);
