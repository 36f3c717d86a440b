/** Reads HTML as a browser's tokeniser does, as far as snippets use it: start tags, quoted attributes, references. */

const references = /** @type {Record<string, string>} */ ({ amp: '&', lt: '<', gt: '>', quot: '"' });

/** @param {string} text */
const decoded = (text) =>
  text.replace(/&(?:#(\d+)|(\w+));/g, (_, code, name) => {
    if (code === undefined && !Object.hasOwn(references, name))
      throw new Error(`unknown reference &${name};`);
    return code === undefined ? references[name] : String.fromCharCode(Number(code));
  });

/**
 * The start tags of a text in their order, each with its attributes; a flag has the value ''.
 * @param {string} html
 * @returns {{ name: string, attributes: Record<string, string> }[]}
 */
export function startTags(html) {
  const tags = [];
  let at = 0;
  for (;;) {
    at = html.indexOf('<', at);
    if (at < 0) return tags;
    const name = html.slice(at).match(/^<([a-z][a-z0-9-]*)/)?.[1];
    if (!name) {
      at += 1;
      continue;
    }
    at += name.length + 1;
    /** @type {Record<string, string>} */
    const attributes = {};
    for (;;) {
      const rest = html.slice(at);
      const end = rest.match(/^\s*\/?>/);
      if (end) {
        at += end[0].length;
        break;
      }
      const match = rest.match(/^\s+([a-z-]+)(?:="([^"]*)")?/);
      if (!match) throw new Error(`no attribute: ${rest.slice(0, 40)}`);
      if (Object.hasOwn(attributes, match[1])) throw new Error(`twice: ${match[1]}`);
      attributes[match[1]] = decoded(match[2] ?? '');
      at += match[0].length;
    }
    tags.push({ name, attributes });
  }
}
