import { expect, it } from 'vitest';
import { attributes, methods, properties } from '../../web/figure/element-api.js';
import { readFileSync } from 'node:fs';

/** @import { NtkFigure } from '../../web/figure/ntk-figure.js' */
/** @import { NtkFigure as PublishedFigure } from '../../web/embed/ntk-figure.js' */

// The compiler holds the published type against the element: what a page may use must be there, and be of that type.
/** @param {NtkFigure} figure @returns {Omit<PublishedFigure, keyof HTMLElement>} */
const asPublished = (figure) => figure;

it('the published type of the element has everything of its table', () => {
  const text = readFileSync(new URL('../../web/embed/ntk-figure.d.ts', import.meta.url), 'utf8');
  const declared = [...text.matchAll(/^ {2}(?:readonly )?(\w+)[(:]/gm)].map(([, name]) => name);
  for (const { name } of [...attributes, ...properties, ...methods]) expect(declared).toContain(name);
  expect(asPublished).toBeTypeOf('function');
});
