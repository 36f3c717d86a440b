const quoted = (/** @type {string} */ cell) =>
  /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** A line of CSV, quoted where it must be (RFC 4180). @param {string[]} cells */
export const csvRow = (cells) => `${cells.map(quoted).join(',')}\n`;

/** A column's head: name and unit. @param {string} name @param {string} unit */
export const csvHead = (name, unit) => (unit === '' ? name : `${name} [${unit}]`);
