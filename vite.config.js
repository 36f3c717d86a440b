import { defineConfig } from 'vite';
import { formulas } from './build-scripts/formulas.mjs';
import { plainImports, plotsWithoutDates } from './build-scripts/lean-modules.mjs';

/** The Emscripten glue ends in a CommonJS branch that an ES module never takes. */
export const rolldownOptions = {
  onLog: (/** @type {any} */ level, /** @type {any} */ log, /** @type {any} */ handle) => {
    if (log.code !== 'COMMONJS_VARIABLE_IN_ESM') handle(level, log);
  },
};

/** Browsers with light-dark(): written otherwise, colours would not follow the scheme of the page around a figure. */
export const cssTarget = ['chrome123', 'firefox120', 'safari17.5'];

export default defineConfig({
  root: 'web',
  // Relative addresses: the site works from any sub-path.
  base: './',
  plugins: [formulas(), plainImports(), plotsWithoutDates()],
  worker: { format: 'iife', rolldownOptions },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2022',
    cssTarget,
    // What is loaded later is small, and its helper would be loaded at first.
    modulePreload: false,
    rolldownOptions,
  },
  server: { fs: { allow: ['..'] } },
});
