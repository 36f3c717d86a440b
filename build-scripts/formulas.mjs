// Vite plugin: formulas of HTML pages, $$…$$, become MathML while the page is built, and build/math.woff2 the part of
// STIX Two Math that they need. Without a math font browsers set K_SS too large and too close.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import katex from 'katex';
import subsetFont from 'subset-font';

const formulaPattern = /\$\$(.+?)\$\$/gs;

/** @param {string} formula TeX @returns {string} */
const toMathml = (formula) =>
  katex
    .renderToString(formula, { output: 'mathml', displayMode: true, throwOnError: true })
    .replace(/<annotation.*?<\/annotation>/s, '');

/** Browsers draw a single letter as its mathematical italic; the italic h stands elsewhere in Unicode. */
const italicOf = (/** @type {string} */ letter) => {
  if (letter === 'h') return '\u210e';
  const code = letter.charCodeAt(0);
  return String.fromCodePoint(letter >= 'a' ? 0x1d44e + code - 97 : 0x1d434 + code - 65);
};

/** @param {string[]} pages HTML @returns {string} every character that a formula may need */
export function glyphsOf(pages) {
  const formulas = pages.flatMap((page) =>
    [...page.matchAll(formulaPattern)].map(([, formula]) => toMathml(formula)),
  );
  const text = formulas.join('').replace(/<[^>]*>/g, '');
  const letters = [...new Set(text)].filter((character) => /[a-zA-Z]/.test(character));
  return [...new Set(text), ...letters.map(italicOf)].join('');
}

async function writeFont() {
  const files = readdirSync('web').filter((file) => file.endsWith('.html'));
  const pages = files.map((file) => readFileSync(`web/${file}`, 'utf8'));
  const source = createRequire(import.meta.url).resolve(
    '@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2',
  );
  mkdirSync('build', { recursive: true });
  writeFileSync(
    'build/math.woff2',
    await subsetFont(readFileSync(source), glyphsOf(pages), { targetFormat: 'woff2' }),
  );
}

export const formulas = () => ({
  name: 'formulas',
  buildStart: writeFont,
  transformIndexHtml: (/** @type {string} */ page) =>
    page.replace(formulaPattern, (_, formula) => toMathml(formula)),
});
