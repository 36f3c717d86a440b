import katex from 'katex';
import { defineConfig } from 'vite';

/** Formulas of the HTML pages, $$…$$, become MathML while the page is built. */
const mathml = {
  name: 'mathml',
  transformIndexHtml: (/** @type {string} */ page) =>
    page.replace(/\$\$(.+?)\$\$/gs, (_, formula) =>
      katex
        .renderToString(formula, { output: 'mathml', displayMode: true, throwOnError: true })
        .replace(/<annotation.*?<\/annotation>/s, ''),
    ),
};

/** The Emscripten glue ends in a CommonJS branch that an ES module never takes. */
const rolldownOptions = {
  onLog: (/** @type {any} */ level, /** @type {any} */ log, /** @type {any} */ handle) => {
    if (log.code !== 'COMMONJS_VARIABLE_IN_ESM') handle(level, log);
  },
};

export default defineConfig({
  root: 'web',
  base: './',
  plugins: [mathml],
  worker: { format: 'iife', rolldownOptions },
  build: { outDir: '../dist', emptyOutDir: true, assetsInlineLimit: 0, target: 'es2022', modulePreload: { polyfill: false }, rolldownOptions },
  server: { fs: { allow: ['..'] } },
});
