import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import createModule from '../../build/wasm/library.js';
import { CellHost } from '../../web/engine/cell-host.js';
import { Pool } from '../../web/engine/pool.js';
import { parseEvent } from '../../web/engine/protocol.js';
import { cellsCsv } from '../../web/views/sweep/cells-csv.js';
import { measures } from '../../web/views/sweep/measures.js';
import { fitLine, pictureOf, referenceLine } from '../../web/views/sweep/picture.js';
import { description, slopeSentence } from '../../web/views/sweep/sentences.js';
import { defaultDocument } from '../../web/store/document.js';
import { firstPlan, valuesOf } from '../../web/store/sweep-plan.js';
import { FakeHost } from './fake-host.js';
import { loadLibrary } from './library.js';

/** @type {import('../../web/engine/api.js').Engine} */ let engine;
beforeAll(async () => {
  engine = await loadLibrary();
});

const module = new WebAssembly.Module(
  readFileSync(new URL('../../build/wasm/library.wasm', import.meta.url)),
);
const base = { version: 1, data: { count: 4, probes: 9 }, dynamics: { frames: 3, lastTime: 5 } };
const document = { version: 1, base, path: 'network.width', values: [16, 64], members: 2 };

async function startHost() {
  /** @type {any[]} */ const events = [];
  const host = new CellHost(createModule, (event) => events.push(event));
  await host.receive({ type: 'module', module });
  return { host, events };
}

describe('a host of cells', () => {
  it('reports a cell with the measures that the library’s own sweep has, in the order of their names', async () => {
    const { host, events } = await startHost();
    await host.receive({ type: 'cell', run: 4, document, value: 1, member: 1 });
    const last = parseEvent(events.at(-1));
    expect(last).toMatchObject({ type: 'report', run: 4, status: 'finished', progress: 1 });
    const select = (/** @type {number} */ value, /** @type {number} */ member) =>
      value === 64 && member === 1;
    const { value: cell } = await engine.sweep(document, { select }).next();
    expect([.../** @type {any} */ (last).measures]).toEqual(
      Object.values(/** @type {any} */ (cell).measures),
    );
  });

  it('forgets a cell that is cancelled or superseded, refuses with faults, ignores what is no command', async () => {
    const { host, events } = await startHost();
    const long = { ...document, base: { ...base, dynamics: {} }, values: [4096], members: 2 };
    const first = host.receive({ type: 'cell', run: 1, document: long, value: 0, member: 0 });
    const second = host.receive({ type: 'cell', run: 2, document: long, value: 0, member: 1 });
    await host.receive({ type: 'cancel', run: 2 });
    await Promise.all([first, second]);
    expect(events.filter(({ measures: numbers }) => numbers)).toEqual([]);
    await host.receive({ type: 'cell', run: 3, document: { ...document, members: 0 }, value: 0, member: 0 });
    expect(events.at(-1)).toMatchObject({ type: 'refused', run: 3, faults: [{ field: 'members' }] });
    const count = events.length;
    await host.receive({ type: 'start', run: 5, job: 'limit', document: base });
    await host.receive('nonsense');
    expect(events).toHaveLength(count);
  });
});

describe('a pool of cells', () => {
  it('begins one only where it may, goes on when it is woken, and hands on the measures', async () => {
    /** @type {FakeHost[]} */ const hosts = [];
    let isAllowed = false;
    const pool = new Pool({
      connect: () => {
        hosts.push(new FakeHost());
        return /** @type {any} */ (hosts.at(-1));
      },
      compile: async () => module,
      size: 1,
      mayBegin: () => isAllowed,
    });
    const handlers = { report: vi.fn(), refused: vi.fn() };
    pool.startCell({ document, value: 1, member: 0 }, handlers);
    expect([hosts.length, pool.busy]).toEqual([0, 0]);
    isAllowed = true;
    pool.onIdle = vi.fn();
    pool.wake();
    expect([hosts.length, pool.busy]).toEqual([1, 1]);
    expect(pool.onIdle).toHaveBeenCalledTimes(1);
    await Promise.resolve();
    hosts[0].say({ type: 'ready' });
    expect(hosts[0].commands.at(-1)).toEqual({ type: 'cell', run: 0, document, value: 1, member: 0 });
    const measured = Float64Array.of(NaN, 2);
    const report = { status: 'finished', sentence: '', progress: 1 };
    hosts[0].say({ type: 'report', run: 0, ...report, measures: measured });
    expect(handlers.report).toHaveBeenCalledWith({ ...report, measures: measured });
    expect(pool.busy).toBe(0);
    pool.destroy();
  });
});

describe('measures on the page', () => {
  it('are the engine’s, with its units', () => {
    const units = (/** @type {{ name: string, unit: string }[]} */ rows) =>
      Object.fromEntries(rows.map(({ name, unit }) => [name, unit]));
    expect(units(measures)).toEqual(units(engine.sweepMeasures()));
  });
});

describe('the picture of a sweep', () => {
  const plan = { ...firstPlan, from: 10, to: 1000, count: 3, members: 3 };
  /** y = 3 x^{−1/2} times .9, 1 and 1.1 */
  const cells = valuesOf(plan).flatMap((value) =>
    [0.9, 1, 1.1].map((factor, member) => ({
      ...{ value, member, sentence: 'It diverged.' },
      status: value === 1000 && member === 2 ? 'diverged' : 'finished',
      measures: {
        initialKernelError: value === 1000 && member === 2 ? NaN : (3 * factor) / Math.sqrt(value),
      },
    })),
  );
  const sweep = { plan, cells, values: valuesOf(plan), document: defaultDocument(), isOld: false };
  const picture = () =>
    pictureOf(/** @type {any} */ ({ summarise: engine.summarise.bind(engine) }), /** @type {any} */ (sweep));

  it('has dots of every draw, quartiles, gaps, the engine’s slope and that of the theory', () => {
    const { dots, median, count, fit, reference } = picture();
    expect(dots).toHaveLength(3);
    expect(dots[2][2]).toBeNaN();
    expect(count).toEqual([3, 3, 2]);
    expect(median[0]).toBeCloseTo(3 / Math.sqrt(10), 12);
    const known = cells.filter(({ status }) => status === 'finished');
    const y = known.map((cell) => cell.measures.initialKernelError);
    expect(fit).toEqual(engine.powerLaw({ x: known.map(({ value }) => value), y }));
    expect(reference).toMatchObject({ slope: -0.5, claim: 'C9' });
  });

  it('draws the fit through the numbers, and the theory’s slope above all of them', () => {
    const drawn = picture();
    expect(fitLine(drawn)[1]).toBeCloseTo(0.3, 1);
    const line = referenceLine(drawn);
    expect(Math.log10(line[2] / line[0]) / 2).toBeCloseTo(-0.5, 12);
    for (const draw of drawn.dots)
      draw.forEach((y, i) => Number.isFinite(y) && expect(line[i]).toBeGreaterThan(y));
  });

  it('counts a number that every draw has alike once: its interval is that of one draw', () => {
    const alike = [0.9, 1, 1.1].flatMap((factor, i) =>
      [0, 1, 2, 3].map((member) => ({
        ...{ value: 10 ** (i + 1), member, status: 'finished', sentence: '' },
        measures: { limitTestError: factor / (i + 1) },
      })),
    );
    const lawOf = (/** @type {any} */ some) => engine.summarise(some).measures.limitTestError.powerLaw;
    const one = lawOf(alike.filter(({ member }) => member === 0));
    expect(Number.isFinite(one.low)).toBe(true);
    expect(lawOf(alike)).toEqual(one);
    expect(engine.summarise(/** @type {any} */ (alike)).measures.limitTestError.count).toEqual([4, 4, 4]);
  });

  it('is told in words', () => {
    expect(description(picture())).toBe(
      'Initial kernel error over width, 8 cells: the median falls from 0.949 at 10 to 0.0901 at 1000.',
    );
    expect(slopeSentence(picture())).toMatch(
      /^Fitted slope −0\.5\d*, 95 % interval −0\.\d+ to −0\.\d+\. Theory: −½ as m → ∞ \(C9\), inside the interval\.$/,
    );
  });

  it('is a table of its cells as CSV', () => {
    const [head, ...rows] = cellsCsv(/** @type {any} */ (sweep))
      .trimEnd()
      .split('\n');
    expect(head).toMatch(/^network\.width,network\.member,status,initialKernelError,/);
    expect(head).toContain('gapToLimit [y]');
    expect(rows).toHaveLength(9);
    expect(rows[8]).toMatch(/^1000,2,diverged,,/);
    expect(Number(rows[0].split(',')[3])).toBe(cells[0].measures.initialKernelError);
  });
});
