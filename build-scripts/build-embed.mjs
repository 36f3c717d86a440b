// Builds what other people's pages load into dist/embed/: the element and its manifest for editors, the iframe page, the
// single file, the adapter for anywidget and the engine without a figure. Needs build/wasm. docs/embedding.md says what
// each is for.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import pageConfig from '../vite.config.js';
import { manifest } from './element-manifest.mjs';
import { glueIsModule, plainImports, leanPlots } from './lean-modules.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { worker, build: pageBuild } = pageConfig;
const outDir = `${root}dist/embed`;
const sourceOf = (/** @type {string} */ name) => `${root}web/embed/${name}`;

/**
 * @typedef {object} Variant one run of the bundler
 * @property {Record<string, string>} input name of the file to be, and its source
 * @property {boolean} [isSingle] parts that are seldom needed are in it too
 * @property {boolean} [isInlined] the wasm is in it too
 * @property {boolean} [isClassic] a classic script
 * @property {string} [extension]
 */

/** @type {Variant[]} */
const variants = [
  { input: { 'ntk-figure': 'element.js' } },
  { input: { 'ntk-figure.single': 'element.js' }, isSingle: true },
  { input: { embed: 'embed-page.js' } },
  { input: { 'embed-fallback': 'embed-fallback.js' }, isClassic: true },
  { input: { 'ntk-iframe': 'ntk-iframe.js' }, isClassic: true },
  { input: { offline: 'offline.js' }, isSingle: true, isInlined: true, isClassic: true },
  { input: { anywidget: 'anywidget.js' }, isSingle: true, isInlined: true, extension: 'mjs' },
  { input: { headless: 'headless.js', 'headless-node': 'headless-node.js' } },
];

/** @param {Variant} variant */
const bundle = ({ input, isSingle, isInlined, isClassic, extension = 'js' }) =>
  build({
    configFile: false,
    root: `${root}web`,
    base: './',
    plugins: [glueIsModule(), plainImports(), leanPlots()],
    logLevel: 'error',
    worker,
    build: {
      ...pageBuild,
      outDir,
      emptyOutDir: false,
      assetsInlineLimit: isInlined ? 10 ** 8 : 0,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(input).map(([name, file]) => [name, sourceOf(file)])),
        external: [/^node:/],
        preserveEntrySignatures: 'allow-extension',
        output: {
          format: isClassic ? 'iife' : 'es',
          codeSplitting: !(isSingle || isClassic),
          entryFileNames: `[name].${extension}`,
          chunkFileNames: 'chunks/[name]-[hash].js',
          assetFileNames: '[name][extname]',
        },
      },
    },
  });

const hashOf = (/** @type {string} */ text) => createHash('sha256').update(text).digest('base64');

/** The page with its script and style in it; its policy lets exactly these two run. */
function writeOfflinePage() {
  const script = readFileSync(`${outDir}/offline.js`, 'utf8').replaceAll('</script', '<\\/script');
  const style = readFileSync(sourceOf('embed.css'), 'utf8');
  const page = readFileSync(sourceOf('offline.html'), 'utf8')
    .replace('SCRIPT', () => hashOf(script))
    .replace('STYLE', () => hashOf(style))
    .replace('<style></style>', () => `<style>${style}</style>`)
    .replace('<script></script>', () => `<script>${script}</script>`);
  writeFileSync(`${outDir}/ntk-figure-offline.html`, page);
  rmSync(`${outDir}/offline.js`);
}

/** Whose code is in the files; their licences want to stand beside it. */
function writeLicences() {
  const texts = ['@preact/signals-core/LICENSE', 'uplot/LICENSE', 'd3-dsv/LICENSE', 'gifenc/LICENSE.md'].map(
    (path) => `${path.replace(/\/LICENSE.*/, '')}\n\n${readFileSync(`${root}node_modules/${path}`, 'utf8')}`,
  );
  const compiled = `In the .wasm files: Eigen 3.4, Mozilla Public License 2.0 (https://www.mozilla.org/MPL/2.0/, source
https://gitlab.com/libeigen/eigen); the C and C++ libraries of Emscripten, MIT and Apache-2.0 with LLVM exception
(https://github.com/emscripten-core/emscripten).
`;
  const own = `ntk-lab\n\n${readFileSync(`${root}LICENSE`, 'utf8')}`;
  writeFileSync(`${outDir}/licences.txt`, [own, compiled, ...texts].join(`\n${'-'.repeat(80)}\n\n`));
}

rmSync(outDir, { recursive: true, force: true });
mkdirSync(outDir, { recursive: true });
for (const variant of variants) await bundle(variant);
for (const file of ['embed.html', 'embed.css']) copyFileSync(sourceOf(file), `${outDir}/${file}`);
mkdirSync(`${root}dist/types/embed`, { recursive: true });
copyFileSync(sourceOf('ntk-figure.d.ts'), `${root}dist/types/embed/ntk-figure.d.ts`);
writeFileSync(`${outDir}/custom-elements.json`, `${JSON.stringify(manifest(), null, 2)}\n`);
writeOfflinePage();
writeLicences();
console.log(`embed: ${readdirSync(outDir, { recursive: true }).length} files in dist/embed/`);
