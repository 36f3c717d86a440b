import { beforeEach, describe, expect, it } from 'vitest';
import { getField, withField } from '../../web/store/document.js';
import { FigureStore } from '../../web/store/figure-store.js';
import { pictureRadius, slicePoints, withPictureProbes } from '../../web/store/picture-probes.js';
import { physical } from '../../web/store/units.js';
import { pointsOfStroke } from '../../web/views/function/draw-target.js';
import { flipped, isPositive } from '../../web/views/function/plane-points.js';
import { FakePool } from './fake-host.js';
import { loadLibrary } from './library.js';

/** @type {FakePool} */ let pool;
/** @type {FigureStore} */ let store;
beforeEach(() => {
  pool = new FakePool();
  store = new FigureStore(/** @type {any} */ (pool));
  store.load(store.document.value);
});

/** The first numbers of the runs that were started last. @param {number[]} trainX @param {number[]} trainY */
const begin = (trainX, trainY) =>
  pool.runs
    .slice(-3)
    .forEach(({ handlers }) =>
      handlers.begun({ trainX: Float32Array.from(trainX), trainY: Float32Array.from(trainY) }),
    );
const data = () => store.document.value.data;

describe('points on the screen', () => {
  it('are those of the run until another one has begun', () => {
    begin([1, 2], [3, 4]);
    store.setField('data.source', 'xor');
    expect(store.points.current()).toEqual({
      rows: [
        [1, 3],
        [2, 4],
      ],
      coordinates: 1,
    });
    begin([1, 2, 3, 4], [1, -1]);
    expect(store.points.current()).toEqual({
      rows: [
        [1, 2, 1],
        [3, 4, -1],
      ],
      coordinates: 2,
    });
  });

  it('have all outputs', () => {
    store.setField('network.outputs', 2);
    begin([1, 2], [3, 4, 5, 6]);
    expect(store.points.rows()).toEqual([
      [1, 3, 5],
      [2, 4, 6],
    ]);
  });

  it('follow the document at once where they stand in it', () => {
    begin([1, 2], [3, 4]);
    store.points.move(0, [[1, 0.123456]]);
    expect(store.points.rows()[0]).toEqual([1, 0.1235]);
  });
});

describe('points that are touched', () => {
  it('of the plane become given rows, those of the line points', () => {
    store.setField('data.source', 'xor');
    begin([1, 2, 3, 3.1], [1, -1]);
    store.points.move(1, [
      [0, -1],
      [1, 0.5],
    ]);
    expect(data()).toMatchObject({
      source: 'given',
      inputs: [
        [1, 2],
        [-1, 0.5],
      ],
      targets: [[1], [-1]],
    });
    store.points.remove(0);
    store.points.add([0, 0, 1]);
    expect(data().inputs).toEqual([
      [-1, 0.5],
      [0, 0],
    ]);
  });

  it('of the line with several outputs become given rows, no target is lost', () => {
    store.setField('network.outputs', 2);
    begin([1, 2], [3, 4, 5, 6]);
    store.points.move(0, [[2, 7]]);
    expect(data()).toMatchObject({
      source: 'given',
      inputs: [[1], [2]],
      targets: [
        [3, 7],
        [4, 6],
      ],
    });
  });

  it('stay given rows where they were', () => {
    store.setField('data.inputs', [[1], [2]]);
    store.setField('data.targets', [[3], [4]]);
    store.setField('data.source', 'given');
    store.points.move(0, [[1, 5]]);
    expect(data()).toMatchObject({ source: 'given', targets: [[5], [4]] });
  });

  it('are added in the plane where there is most room', () => {
    store.setField('data.source', 'xor');
    begin([2, 2, -2, 2, -2, -2], [1, 1, 1]);
    store.points.addFarthest(3, [-1]);
    const [x1, x2] = data().inputs[3];
    expect(x1).toBeGreaterThan(0);
    expect(x2).toBeLessThan(0);
    expect(data().targets[3]).toEqual([-1]);
  });

  it('of a class go to the other one', () => {
    expect(flipped([1])).toEqual([-1]);
    expect(flipped([1, 0, 0])).toEqual([0, 1, 0]);
    expect([isPositive(0.2, 1), isPositive(0.2, 2), isPositive(1, 2)]).toEqual([true, false, true]);
  });
});

describe('sources', () => {
  it('of the plane get a finer grid, and the line its curve back', () => {
    begin([1, 2], [3, 4]);
    store.points.chooseSource('xor');
    expect(data().probes).toBe(1681);
    store.points.chooseSource('sine');
    expect(data().probes).toBe(241);
  });

  it('of more than one number have no circle', () => {
    store.setField('data.inputMap', 'circle');
    store.points.chooseSource('spirals');
    expect(data().inputMap).toBe('biasCoordinate');
  });

  it('“my own points” takes those on the screen, from the plane three to begin with', () => {
    begin([1, 2], [3, 4]);
    store.points.chooseSource('points');
    expect(data().points).toEqual([
      [1, 3],
      [2, 4],
    ]);
    store.points.chooseSource('xor');
    begin([1, 2, 3, 3.1], [1, -1]);
    store.points.chooseSource('points');
    expect(data().points).toHaveLength(3);
  });

  it('the circle becomes the points of the plane that enter the network', () => {
    store.setField('data.inputMap', 'circle');
    begin([0, Math.PI / 2], [1, -1]);
    store.points.showCircleInPlane();
    expect(data()).toMatchObject({
      source: 'given',
      inputMap: 'identity',
      inputs: [
        [1, 0],
        [0, 1],
      ],
    });
  });
});

describe('units of points from a file', () => {
  const units = {
    inputs: [{ label: 'year', offset: 1950, scale: 20 }],
    output: { label: '°C', offset: 0, scale: 1 },
  };

  it('stay with the points, through undo too, and leave with them', () => {
    begin([1, 2], [3, 4]);
    store.points.replace([[0, 1], [1, 2]], 1, units); // prettier-ignore
    store.points.move(0, [[0, 0.5]]);
    expect(physical(/** @type {any} */ (store.points.units()).inputs[0], 0.5)).toBe(1960);
    store.undo();
    expect(store.points.units()).toBe(units);
    store.points.chooseSource('sine');
    expect(store.points.units()).toBeUndefined();
    store.undo();
    expect(store.points.units()).toBe(units);
  });

  it('are a data set’s when one of its points is moved', () => {
    store.setField('data.source', 'globalTemperature');
    begin([0, 1], [0, 1]);
    store.points.move(0, [[1, 0.5]]);
    expect(data().source).toBe('points');
    expect(store.points.units()?.inputs[0].label).toBe('year');
  });
});

describe('probes of given rows', () => {
  const given = (/** @type {number[][]} */ inputs, changes = {}) => {
    const document = withField(
      withField(store.document.value, 'data.source', 'given'),
      'data.inputs',
      inputs,
    );
    return withPictureProbes({ ...document, data: { ...document.data, ...changes } }).data.probeInputs;
  };

  it('are the line’s and the plane’s grids, as the engine has them', () => {
    const line = given([[1], [2]]);
    expect([line.length, line[0][0], line[240][0]]).toEqual([241, -Math.PI, Math.PI]);
    const plane = given([[1, 2]], { probes: 1681 });
    expect(plane).toHaveLength(41 * 41);
    expect(plane[1][0]).toBeGreaterThan(plane[0][0]);
    expect(plane[1][1]).toBe(plane[0][1]);
    expect(plane[1680]).toEqual([Math.PI, Math.PI]);
  });

  it('are those of the engine’s own sources', async () => {
    const engine = await loadLibrary();
    for (const [source, inputs] of /** @type {[string, number[][]][]} */ ([
      ['sine', [[3]]],
      ['xor', [[3, 1]]],
    ])) {
      const { probeX } = engine.dataset({ version: 1, data: { source, probes: 121 } });
      const mine = given(inputs, { probes: 121 }).flat();
      expect(mine).toHaveLength(probeX.data.length);
      mine.forEach((/** @type {number} */ value, /** @type {number} */ i) =>
        expect(Math.abs(value - probeX.data[i])).toBeLessThan(1e-12),
      );
    }
  });

  it('are slices beyond, the other coordinates at their means', () => {
    const rows = given([
      [0, 2, 4],
      [1, 4, 8],
    ]);
    expect(rows).toHaveLength(3 * slicePoints);
    expect([rows[0], rows[slicePoints - 1]]).toEqual([
      [0, 3, 6],
      [1, 3, 6],
    ]);
    expect(rows[slicePoints]).toEqual([0.5, 2, 6]);
  });

  it('are left to a document that has some, to other sources, and to the engine’s faults', () => {
    expect(given([[1]], { probeInputs: [[5]] })).toEqual([[5]]);
    expect(given([[1], [1, 2]])).toEqual([]);
    expect(given(/** @type {any} */ ([['a']]))).toEqual([]);
    expect(withPictureProbes(store.document.value)).toBe(store.document.value);
  });

  it('reach so far that the picture rests while points move', () => {
    expect(pictureRadius([[1, -1]])).toBe(1.5);
    expect(pictureRadius([[1, -2]])).toBe(Math.PI);
    expect(pictureRadius([[3.1415926535897936]])).toBe(Math.PI);
    expect(pictureRadius([[33, 0]])).toBe(50);
    expect(getField(store.document.value, 'data.probes')).toBe(241);
  });
});

describe('a stroke', () => {
  it('becomes points under it, equally spaced', () => {
    const points = pointsOfStroke(
      [
        [0, 0],
        [2, 2],
        [4, 0],
      ],
      4,
    );
    expect(points).toEqual([
      [0.5, 0.5],
      [1.5, 1.5],
      [2.5, 1.5],
      [3.5, 0.5],
    ]);
  });

  it('counts as it went last where it goes back, and may be a dot', () => {
    const back = pointsOfStroke(
      [
        [0, 0],
        [4, 0],
        [2, 1],
      ],
      4,
    );
    expect(back.map(([, y]) => y)).toEqual([0, 0, 0.75, 0.25]);
    expect(pointsOfStroke([[1, 2]], 16)).toEqual([[1, 2]]);
  });
});
