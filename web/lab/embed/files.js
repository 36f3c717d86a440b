/** Files that go with a snippet: the poster, and the single file for a course. */
/** @import { NtkFigure } from '../../figure/ntk-figure.js' */
/** @import { EmbedChoices } from './choices.js' */
import { pageHash } from './choices.js';
import { attributeText, htmlTag } from './markup.js';

/** The functions as they are shown now. @param {NtkFigure} figure @param {EmbedChoices} choices */
export const posterOf = (figure, { poster, theme }) =>
  figure.toBlob({
    panel: 'function',
    scheme: theme === 'dark' ? 'dark' : 'light',
    format: poster === 'svg' ? 'svg' : 'png',
  });

/** @param {Blob} blob @returns {Promise<string>} */
const dataUrl = (blob) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });

/**
 * The single file with an experiment in it. Throws where the page has no figure.
 * @param {string} page as it was built
 * @param {EmbedChoices} choices
 * @param {string} [poster] as a data: address
 */
export function filledPage(page, choices, poster) {
  const image = poster ? htmlTag('img', { slot: 'poster', src: poster, alt: choices.description }) : '';
  const [tag] = page.match(/<ntk-figure(?=[\s>])/) ?? [];
  if (!tag) throw new Error('the file has no figure to fill');
  const own = `<ntk-figure data-hash="${attributeText(pageHash(choices))}"`;
  return page.replace(/<ntk-figure(?=[\s>])([^>]*)>/, (_, attributes) => `${own}${attributes}>${image}`);
}

/**
 * @param {NtkFigure} figure
 * @param {EmbedChoices} choices
 * @returns {Promise<Blob>} that page of this site's own folder, with the poster in it
 */
export async function singleFile(figure, choices) {
  const response = await fetch(new URL('embed/ntk-figure-offline.html', location.href));
  if (!response.ok) throw new Error(`this site does not have the file (${response.status})`);
  const poster = choices.poster === 'none' ? undefined : await dataUrl(await posterOf(figure, choices));
  return new Blob([filledPage(await response.text(), choices, poster)], { type: 'text/html' });
}
