/** Snippets of the dialogue Embed for one figure, and what their tests read of them. */
import ts from 'typescript';
import { expect } from 'vitest';
import { viewNames } from '../../web/figure/shown-parts.js';
import { firstChoices } from '../../web/lab/embed/choices.js';
import { kinds } from '../../web/lab/embed/snippets.js';
import { startTags } from './markup-parser.js';

/** @typedef {import('../../web/lab/embed/choices.js').EmbedChoices} EmbedChoices */

export const base = 'https://your.site/ntk-lab/';
export const experiment =
  'v=1&data.points=0,1;1,-1&network.width=64&view=modes,kernel&members=4&pin.network.width=8';
export const usual = firstChoices(`#${experiment}`, [], base);
export const kindOf = (/** @type {string} */ name) =>
  /** @type {import('../../web/lab/embed/snippets.js').Kind} */ (kinds.find((kind) => kind.name === name));
export const partsOf = (/** @type {string} */ name, /** @type {EmbedChoices} */ choices) =>
  kindOf(name).parts(choices);
export const textOf = (/** @type {string} */ name, /** @type {EmbedChoices} */ choices, at = 0) =>
  partsOf(name, choices)[at].text;

/** Snippets with the element as HTML. */
export const elementKinds = /** @type {const} */ ([
  ['html', 0],
  ['quarto', 0],
  ['myst', 1],
  ['jekyll', 0],
  ['reveal', 0],
]);

export const tagOf = (/** @type {string} */ html, name = 'ntk-figure') => {
  const found = startTags(html).filter((tag) => tag.name === name);
  expect(found).toHaveLength(1);
  return found[0].attributes;
};

/** Every choice of views, form and theme, with and without hidden things. */
export const manyChoices = Array.from({ length: 2 ** viewNames.length }, (_, bits) => bits).flatMap((bits) =>
  [true, false].map((controls) => ({
    ...usual,
    views: viewNames.filter((_, i) => bits & (1 << i)),
    controls,
    hidden: bits % 3 === 0 ? ['time-bar', 'network.width'] : [],
    theme: /** @type {const} */ (['auto', 'light', 'dark'])[bits % 3],
    autoplay: bits % 2 === 0,
  })),
);

/** Attributes of the one figure in JSX, as React is given them. @param {string} jsx */
export function propsOf(jsx) {
  const { outputText } = ts.transpileModule(`return ${jsx}`, {
    compilerOptions: { jsx: ts.JsxEmit.React, target: ts.ScriptTarget.ES2022 },
    fileName: 'page.tsx',
  });
  /** @type {any[]} */ const made = [];
  const React = {
    createElement: (/** @type {any[]} */ ...[name, props, ...children]) =>
      made.push({ name, props, children }),
  };
  // eslint-disable-next-line no-new-func
  new Function('React', outputText)(React);
  return made;
}
