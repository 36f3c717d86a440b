import { defineConfig } from 'vite';
import { formulas } from './build-scripts/formulas.mjs';

/** The Emscripten glue ends in a CommonJS branch that an ES module never takes. */
export const rolldownOptions = {
  onLog: (/** @type {any} */ level, /** @type {any} */ log, /** @type {any} */ handle) => {
    if (log.code !== 'COMMONJS_VARIABLE_IN_ESM') handle(level, log);
  },
};

export default defineConfig({
  root: 'web',
  // Relative addresses: the site works from any sub-path.
  base: './',
  plugins: [formulas()],
  worker: { format: 'iife', rolldownOptions },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2022',
    // What is loaded later is small, and its helper would be loaded at first.
    modulePreload: false,
    rolldownOptions,
  },
  server: { fs: { allow: ['..'] } },
});
