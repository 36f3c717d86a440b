/**
 * A page with another text between two marks, which stay.
 * @param {string} page
 * @param {[begin: string, end: string]} marks
 * @param {string} text
 * @returns {string}
 */
export function withMarkedText(page, [begin, end], text) {
  const [start, stop] = [page.indexOf(begin), page.indexOf(end)];
  if (start < 0 || stop < start) throw new Error(`no ${begin} … ${end}`);
  return `${page.slice(0, start + begin.length)}\n\n${text.trim()}\n\n${page.slice(stop)}`;
}

/**
 * @param {string[]} titles
 * @param {string[][]} rows
 */
export const markdownTable = (titles, rows) =>
  [titles, titles.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
