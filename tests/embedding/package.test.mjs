// The npm package: what is in it, and that it works in an empty project without the network.
/** @import { EmbeddingTest } from './run.mjs' */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { blocks } from './docs.test.mjs';
import { assertAlive, figureTag, moduleTag, pageOf } from './figures.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @param {string} folder @param {string} command @param {string[]} options */
const run = (folder, command, ...options) =>
  execFileSync(command, options, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** Every file of the package that is no lazy part of the element and no type. */
const expectedFiles = [
  'LICENSE',
  'README.md',
  'package.json',
  'dist/embed/anywidget.mjs',
  'dist/embed/custom-elements.json',
  'dist/embed/embed-fallback.js',
  'dist/embed/embed.css',
  'dist/embed/embed.html',
  'dist/embed/embed.js',
  'dist/embed/engine-lecture.wasm',
  'dist/embed/engine-scalar.wasm',
  'dist/embed/engine.wasm',
  'dist/embed/headless-node.js',
  'dist/embed/headless.js',
  'dist/embed/library.wasm',
  'dist/embed/licences.txt',
  'dist/embed/ntk-figure-offline.html',
  'dist/embed/ntk-figure.js',
  'dist/embed/ntk-figure.single.js',
  'dist/embed/ntk-iframe.js',
];
const isPart = (/** @type {string} */ path) =>
  /^dist\/embed\/chunks\/[\w-]+\.js$/.test(path) || /^dist\/types\/(engine|embed)\/[\w-]+\.d\.ts$/.test(path);

/**
 * An empty project with the packed package in it, and what was packed.
 * @returns {{ folder: string, packed: { files: { path: string }[], size: number, unpackedSize: number } }}
 */
function installedProject() {
  const folder = mkdtempSync(join(tmpdir(), 'ntk-package-'));
  const [packed] = JSON.parse(
    run(root, 'npm', 'pack', '--ignore-scripts', '--json', '--pack-destination', folder),
  );
  writeFileSync(join(folder, 'package.json'), '{"name":"course","private":true,"type":"module"}');
  run(folder, 'npm', 'install', '--offline', '--no-audit', '--no-fund', `./${packed.filename}`);
  return { folder, packed };
}

/** @type {ReturnType<typeof installedProject> | undefined} */
let installed;
const project = () => {
  if (!installed) {
    const made = installedProject();
    installed = made;
    process.on('exit', () => rmSync(made.folder, { recursive: true, force: true }));
  }
  return installed;
};

/** @type {EmbeddingTest[]} */
export const tests = [
  {
    name: 'package: has exactly the files that it should have, and installs nothing else',
    only: ['chromium'],
    run: async () => {
      const { folder, packed } = project();
      const paths = packed.files.map(({ path }) => path);
      assert.deepEqual(paths.filter((path) => !isPart(path)).sort(), [...expectedFiles].sort());
      const { exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
      const targets = Object.values(exports).flatMap((target) =>
        typeof target === 'string' ? [target] : Object.values(target),
      );
      for (const target of targets) assert.ok(paths.includes(target.slice(2)), `${target} is packed`);
      const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
      assert.deepEqual(Object.keys(lock.packages), ['', 'node_modules/ntk-lab']);
    },
  },
  {
    name: 'package: an application that Vite builds has a figure',
    run: async ({ page, serve }) => {
      const { folder } = project();
      writeFileSync(join(folder, 'index.html'), pageOf(`${figureTag('controls')}${moduleTag('./main.js')}`));
      writeFileSync(join(folder, 'main.js'), `import 'ntk-lab';`);
      await build({ root: folder, base: './', configFile: false, logLevel: 'error' });
      await page.goto(`${await serve(join(folder, 'dist'))}index.html`);
      await assertAlive(page);
    },
  },
  {
    name: 'package: a page with an import map uses it from node_modules, figure and engine',
    run: async ({ page, serve }) => {
      const { folder } = project();
      const map = { 'ntk-lab': 'ntk-figure.js', 'ntk-lab/headless': 'headless.js' };
      const imports = Object.fromEntries(
        Object.entries(map).map(([name, file]) => [name, `./node_modules/ntk-lab/dist/embed/${file}`]),
      );
      const program = `
        import 'ntk-lab';
        import { loadEngine, tensor } from 'ntk-lab/headless';
        const engine = await loadEngine();
        const { data } = engine.analyticKernel({ version: 1 }, { inputs: tensor([[1, 0]]) });
        document.title = data[0];`;
      const head = `<script type="importmap">${JSON.stringify({ imports })}</script>`;
      writeFileSync(
        join(folder, 'bare.html'),
        pageOf(`${figureTag()}<script type="module">${program}</script>`, head),
      );
      await page.goto(`${await serve(folder)}bare.html`);
      await assertAlive(page);
      assert.equal(await page.title(), '0.5');
    },
  },
  {
    name: 'package: Node has the engine, and imports the element without defining it',
    only: ['chromium'],
    run: async () => {
      const { folder } = project();
      const program = `
        import { DocumentError, loadEngine, loadLecture, tensor } from 'ntk-lab/headless';
        import { NtkFigure } from 'ntk-lab';
        const engine = await loadEngine();
        const lecture = await loadLecture();
        let last;
        for await (const frame of engine.train({ version: 1, data: { count: 4 } }, { job: 'limit' })) last = frame;
        let field;
        try { engine.complete({ version: 1, network: { width: 0 } }); }
        catch (error) { if (error instanceof DocumentError) field = error.faults[0].field; }
        console.log(JSON.stringify({
          kernel: engine.analyticKernel({ version: 1 }, { inputs: tensor([[1, 0]]) }).data[0],
          time: String(last.time[0]), isLearned: last.trainLoss[0] < 1e-20, field,
          regime: lecture.catapult({ rate: 1 }).regime, element: typeof NtkFigure,
        }));`;
      const answer = JSON.parse(run(folder, process.execPath, '--input-type=module', '--eval', program));
      assert.deepEqual(answer, {
        kernel: 0.5,
        time: 'Infinity',
        isLearned: true,
        field: 'network.width',
        regime: answer.regime,
        element: 'function',
      });
      assert.match(answer.regime, /^(lazy|catapult|divergent)$/);
    },
  },
  {
    name: 'package: the snippet of embedding.md runs in Node',
    only: ['chromium'],
    run: async () => {
      const snippet = blocks('js').find((block) => block.includes('ntk-lab/headless')) ?? '';
      const { folder } = project();
      assert.equal(run(folder, process.execPath, '--input-type=module', '--eval', snippet).trim(), '0.5');
    },
  },
  ...['bundler', 'nodenext'].map((resolution) => ({
    name: `package: TypeScript with ${resolution} resolution knows the types`,
    only: /** @type {import('./run.mjs').BrowserName[]} */ (['chromium']),
    run: async () => {
      const { folder } = project();
      copyFileSync(`${root}tests/types/package-consumer.ts`, join(folder, 'consumer.ts'));
      const options = {
        target: 'es2023',
        module: resolution === 'bundler' ? 'esnext' : 'nodenext',
        moduleResolution: resolution,
        lib: ['es2023', 'dom'],
        types: [],
        strict: true,
        noEmit: true,
      };
      const config = join(folder, `tsconfig.${resolution}.json`);
      writeFileSync(config, JSON.stringify({ compilerOptions: options, files: ['consumer.ts'] }));
      run(folder, process.execPath, `${root}node_modules/typescript/bin/tsc`, '-p', config);
    },
  })),
];
