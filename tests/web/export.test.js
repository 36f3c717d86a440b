import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { chosenFrames } from '../../web/export/animation.js';
import { cppCode, javascriptCode, pythonCode, shortDocument } from '../../web/export/code.js';
import { RecordingContext } from '../../web/export/recording-context.js';
import { curvesCsv, numberText, numbersCsv, runJson } from '../../web/export/run-data.js';
import { presets, hashOf } from '../../web/lab/presets.js';
import { FigureStore } from '../../web/store/figure-store.js';
import { withField } from '../../web/store/document.js';
import { decodeHash } from '../../web/store/hash.js';
import { FakePool } from './fake-host.js';
import { loadLibrary } from './library.js';

/** @import { Block, LayoutEntry } from '../../web/engine/types.js' */

const jobs = /** @type {const} */ (['network', 'linearisation', 'limit']);
/** @type {import('../../web/engine/api.js').Engine} */ let library;
beforeAll(async () => {
  library = await loadLibrary();
});

/** Layout entries with what a file says of them. @param {import('../../web/engine/types.js').EngineRun} run */
const layoutsOf = (run) => ({ constants: run.staticLayout(), frame: run.frameLayout() });

/** A store whose runs are the engine's, at once. @param {string} hash */
async function filledStore(hash) {
  const pool = new FakePool();
  const store = new FigureStore(/** @type {any} */ (pool));
  const { document } = decodeHash(hash);
  store.load(document);
  for (const { job, handlers } of pool.runs) {
    const run = new library.module.Run(job, document, undefined);
    const layouts = layoutsOf(run);
    run.delete();
    const engineRun = library.train(document, {
      job: /** @type {any} */ (job),
      onBegin: (constants) => handlers.begun(constants, layouts),
    });
    let step = await engineRun.next();
    for (; !step.done; step = await engineRun.next()) handlers.frame(step.value);
    handlers.report(step.value);
  }
  return store;
}

const hash = '#v=1&network.width=16&data.count=3&data.probes=5&dynamics.frames=4&dynamics.lastTime=10';
/** @param {string} csv */
const tableOf = (csv) =>
  csv
    .trimEnd()
    .split('\n')
    .map((row) => row.split(','));

describe('numbers of a run as CSV', () => {
  it('have a row a frame, a column a quantity, units in the head, and the engine’s values', async () => {
    const store = await filledStore(hash);
    const [head, ...rows] = tableOf(numbersCsv(store));
    expect(head.slice(0, 2)).toEqual(['frame', 'time [rate × steps]']);
    const times = [0, 0.1, 0.1 * 100 ** (1 / 3), 0.1 * 100 ** (2 / 3), 10, Infinity].map(Math.fround);
    expect(rows.map(([, time]) => Math.fround(Number(time)))).toEqual(times);
    const column = (/** @type {string} */ name) => rows.map((row) => row[head.indexOf(name)]);
    const { frames } = store.runs.states.network.value;
    expect(
      column('network.trainLoss')
        .slice(0, 5)
        .map((text) => Math.fround(Number(text))),
    ).toEqual(frames.map(({ trainLoss }) => trainLoss[0]));
    expect(column('network.trainLoss')[5]).toBe('');
    expect(Number(column('limit.trainLoss')[5])).toBeLessThan(1e-20);
    expect(head).toContain('network.steps [steps]');
    expect(head).toContain('network.linearisationGap [y]');
    expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([head.length]));
  });

  it('of the curves have a row a frame and probe point', async () => {
    const store = await filledStore(hash);
    const [head, ...rows] = tableOf(curvesCsv(store));
    expect(head).toEqual([
      'frame',
      'time [rate × steps]',
      'x',
      'target [y]',
      'network [y]',
      'linearisation [y]',
      'limit [y]',
    ]);
    expect(rows.length).toBe(6 * 5);
    const { network, limit } = store.runs.states;
    expect(Math.fround(Number(rows[13][4]))).toBe(network.value.frames[2].probeOutput[3]);
    expect(Math.fround(Number(rows[29][6]))).toBe(limit.value.frames[5].probeOutput[4]);
    expect(rows[29][4]).toBe('');
  });

  it('of several outputs have all of them, numbered', async () => {
    const store = await filledStore(`${hash}&network.outputs=2`);
    const [head, ...rows] = tableOf(curvesCsv(store));
    expect(head.slice(3)).toEqual(
      [1, 2].flatMap((k) => ['target', ...jobs].map((name) => `${name} ${k} [y]`)),
    );
    const { frames, constants } = store.runs.states.network.value;
    const at = (/** @type {string} */ name) => Math.fround(Number(rows[13][head.indexOf(`${name} [y]`)]));
    expect([at('network 1'), at('network 2')]).toEqual([
      frames[2].probeOutput[3],
      frames[2].probeOutput[5 + 3],
    ]);
    expect(at('target 2')).toBe(constants?.probeTarget[5 + 3]);
  });

  it('in the plane have both coordinates', async () => {
    const store = await filledStore(`${hash}&data.source=xor`);
    expect(tableOf(curvesCsv(store))[0].slice(2, 4)).toEqual(['x1', 'x2']);
  });
});

describe('a run as JSON', () => {
  it('has document, layout with units, all frames to the last bit, and ∞ and NaN by name', async () => {
    const store = await filledStore(hash);
    const file = JSON.parse(runJson(store).join(''));
    expect(file.document).toEqual(store.document.value);
    expect(decodeHash(file.link).document).toEqual(store.document.value);
    for (const job of jobs) {
      const { constants, frames, status } = store.runs.states[job].value;
      expect(file.jobs[job].status).toBe(status);
      const back = (/** @type {Record<string, (number | string)[]>} */ block) =>
        Object.fromEntries(
          Object.entries(block).map(([name, values]) => [name, Float32Array.from(values, Number)]),
        );
      expect(back(file.jobs[job].constants)).toEqual(constants);
      expect(file.jobs[job].frames.map(back)).toEqual(frames);
      for (const { name, help } of file.jobs[job].layout.frame) {
        expect(Object.keys(file.jobs[job].frames[0])).toContain(name);
        expect(help).not.toBe('');
      }
    }
  });

  it('has nothing of the run before once another document is set', async () => {
    const store = await filledStore(hash);
    store.load(withField(store.document.value, 'network.seed', 17));
    const file = JSON.parse(runJson(store).join(''));
    expect(file.document.network.seed).toBe(17);
    expect(file.jobs.network).toMatchObject({ status: 'running', constants: null, frames: [] });
    expect(numbersCsv(store)).toBe('frame,time [rate × steps]\n');
  });

  it.each([0.1, 1 / 3, 1e-38, 123456.789, -7, 1.17549435e-38])('%s in digits that give the float back', (x) =>
    expect(Math.fround(Number(numberText(Math.fround(x))))).toBe(Math.fround(x)),
  );
});

describe('the animation', () => {
  it('has both ends and no time twice', () => {
    expect(chosenFrames(122, 5)).toEqual([0, 31, 61, 92, 122]);
    expect(chosenFrames(3, 60)).toEqual([0, 1, 2, 3]);
    expect(chosenFrames(9, 1)).toEqual([0]);
  });
});

describe('what chart hooks draw', () => {
  it('becomes SVG with its colours, dashes and places', () => {
    const context = new RecordingContext();
    context.fillStyle = 'red';
    context.fillRect(1, 2, 3, 4);
    context.save();
    context.strokeStyle = '#00f';
    context.setLineDash([4, 2]);
    context.translate(5, 5);
    context.beginPath();
    context.moveTo(0, 0);
    context.lineTo(10, 1 / 3);
    context.stroke();
    context.restore();
    context.fillText('a < "b"', 0, 0);
    expect(context.markup).toContain('<rect x="1" y="2" width="3" height="4" fill="red"/>');
    expect(context.markup).toContain('d="M0 0L10 0.33"');
    expect(context.markup).toContain('stroke-dasharray="4 2"');
    expect(context.markup).toContain('translate(5 5)');
    expect(context.markup).toContain('a &lt; &quot;b&quot;</text>');
    expect(context.dash).toEqual([]);
  });
});

describe('code of an experiment', () => {
  const { document } = decodeHash(`${hash}&network.activation=erf&network.seed=9`);

  it('in JavaScript runs and prints the losses that the page has', async () => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const folder = `${root}artifacts/code`;
    mkdirSync(folder, { recursive: true });
    const code = javascriptCode(document).replaceAll("'./", "'../../").replace("'build/", `'${root}build/`);
    writeFileSync(`${folder}/experiment.mjs`, code);
    const printed = vi.spyOn(console, 'log').mockImplementation(() => {});
    await import(/* @vite-ignore */ pathToFileURL(`${folder}/experiment.mjs`).href);
    const lines = printed.mock.calls;
    printed.mockRestore();
    expect(lines.map(([job]) => job)).toEqual([...jobs]);
    const store = await filledStore(`${hash}&network.activation=erf&network.seed=9`);
    for (const [job, time, loss] of lines) {
      const last = store.runs.states[/** @type {'network'} */ (job)].value.frames.at(-1);
      expect([time, loss]).toEqual([last?.time[0], last?.trainLoss[0]]);
    }
  });

  it('names nothing but what differs from the defaults, and the engine takes it for the same', () => {
    for (const preset of presets) {
      const full = decodeHash(hashOf(preset)).document;
      expect(library.complete(shortDocument(full))).toEqual(library.complete(full));
    }
    expect(shortDocument(decodeHash('#v=1').document)).toEqual({ version: 1 });
  });

  it('in C++ sets every field by its name', () => {
    const code = cppCode(decodeHash('#v=1&data.source=xor&data.points=1,2.5&network.widths=8,4').document);
    expect(code).toContain('experiment.data.source = ntk::TargetSource::xorPattern;');
    expect(code).toContain('experiment.data.points = {std::array{1.0, 2.5}};');
    expect(code).toContain('experiment.network.widths = {8, 4};');
    expect(code).toContain('std::printf("%s %g %g\\n"');
  });

  it('in Python says the kernel of the layers that are trained, or that there is none', () => {
    const data = { x: [0, 1], y: [1, -1], coordinates: 1 };
    const python = (/** @type {string} */ fields) => pythonCode(decodeHash(`#v=1&${fields}`).document, data);
    expect(python('network.alpha=2')).toContain('return 2 ** 2 * (k.ntk - k.nngp)');
    expect(python('network.alpha=2')).toContain('stax.Dense(1, W_std=2 ** 0.5)');
    expect(python('network.parametrisation=ntk&network.trainedLayers=2')).toContain('* k.nngp');
    expect(python('network.parametrisation=ntk&network.depth=3').match(/stax\.Relu/g)).toHaveLength(3);
    expect(python('network.parametrisation=meanField')).toMatch(/^# neural-tangents cannot .*meanField/);
  });
});
