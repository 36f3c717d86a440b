/** Text of strangers as values in code of other languages: whatever it says, it stays a value. */

/** Control characters and line ends become spaces, halves of characters the sign for what cannot be shown. @param {string} text */
const inOneLine = (text) => text.replace(/\p{Cs}/gu, '\ufffd').replace(/[\p{Cc}\u2028\u2029]/gu, ' ');

const named = /** @type {Record<string, string>} */ ({
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
});

/**
 * The value of an attribute in HTML and in JSX, also inside Markdown, a fenced block or a template with {{ }} or {% %}.
 * @param {string} text
 */
export const attributeText = (text) =>
  inOneLine(text).replace(/[&<>"'`{}]/g, (sign) => named[sign] ?? `&#${sign.charCodeAt(0)};`);

/**
 * A value as JSON that is a literal of JavaScript and Python too, also inside a fenced block or a script element.
 * @param {unknown} value
 * @param {number} [indent] spaces a level; without it in one line
 */
export const literal = (value, indent) =>
  JSON.stringify(value, (_, part) => (typeof part === 'string' ? inOneLine(part) : part), indent).replace(
    /[<>`]/g,
    (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`,
  );

/** @typedef {Record<string, string>} Style CSS properties, with values that no stranger writes */
/** @typedef {Record<string, string | boolean | undefined | Style>} Attributes true: without a value; false, undefined: absent */

/** Widest line of a tag; a longer one has a line an attribute. */
const lineWidth = 100;

const jsxStyle = (/** @type {Style} */ style) =>
  `{{ ${Object.entries(style)
    .map(([name, value]) => `${name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())}: '${value}'`)
    .join(', ')} }}`;
const htmlStyle = (/** @type {Style} */ style) =>
  `"${Object.entries(style)
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ')}"`;

/**
 * @param {boolean} isJsx
 * @param {Attributes} attributes
 */
function attributeList(isJsx, attributes) {
  return Object.entries(attributes).flatMap(([name, value]) => {
    if (value === undefined || value === false) return [];
    if (value === true) return [name];
    if (typeof value === 'string') return [`${name}="${attributeText(value)}"`];
    return Object.keys(value).length === 0 ? [] : [`${name}=${isJsx ? jsxStyle(value) : htmlStyle(value)}`];
  });
}

const indented = (/** @type {string} */ text) => text.replace(/^(?=.)/gm, '  ');

/** @param {boolean} isJsx */
const writer =
  (isJsx) =>
  /**
   * An element as text.
   * @param {string} name
   * @param {Attributes} attributes
   * @param {string[]} children elements as text
   */
  (name, attributes, ...children) => {
    const list = attributeList(isJsx, attributes);
    const line = [`<${name}`, ...list].join(' ');
    const start = line.length < lineWidth ? line : [`<${name}`, ...list.map(indented)].join('\n');
    if (name === 'img') return `${start} />`;
    const content = children.length > 0 ? `\n${indented(children.join('\n'))}\n` : '';
    return `${start}>${content}</${name}>`;
  };

export const htmlTag = writer(false);
export const jsxTag = writer(true);
