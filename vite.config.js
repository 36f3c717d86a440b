import { defineConfig } from 'vite';
import { formulas } from './build-scripts/formulas.mjs';
import { inlinePoster } from './build-scripts/inline-poster.mjs';
import { glueIsModule, plainImports, leanPlots } from './build-scripts/lean-modules.mjs';

/** Browsers with light-dark(): written otherwise, colours would not follow the scheme of the page around a figure. */
const cssTarget = ['chrome123', 'firefox120', 'safari17.5'];

export default defineConfig({
  root: 'web',
  // Relative addresses: the site works from any sub-path.
  base: './',
  plugins: [formulas(), inlinePoster(), glueIsModule(), plainImports(), leanPlots()],
  worker: { format: 'iife', plugins: () => [glueIsModule()] },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2022',
    cssTarget,
    // What is loaded later is small, and its helper would be loaded at first.
    modulePreload: false,
  },
  server: { fs: { allow: ['..'] } },
});
