// Vite plugin: the poster stands in the page itself, where it takes the page's colours and is there with the first bytes.
import { readFileSync } from 'node:fs';

export const inlinePoster = () => ({
  name: 'inline-poster',
  transformIndexHtml: (/** @type {string} */ page) =>
    page.replace('<!-- poster.svg -->', () => readFileSync('web/lab/poster.svg', 'utf8').trim()),
});
