import { html } from './dom.js';

/** Milliseconds after which a browser has surely begun to save. */
const grace = 10000;

/** Hands a file to the person. @param {Blob} blob @param {string} name of the file */
export function saveFile(blob, name) {
  const link = html('a', { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), grace);
}
