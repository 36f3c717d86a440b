import { describe, expect, it } from 'vitest';
import { defaultDocument, withField } from '../../web/store/document.js';
import { FigureStore } from '../../web/store/figure-store.js';
import { physical, standard, unitsOfSource } from '../../web/store/units.js';
import { axesOf } from '../../web/views/function/axes.js';
import { linePlaces } from '../../web/views/function/highlight.js';
import { placeOf } from '../../web/views/training-point-axis.js';
import { FakePool } from './fake-host.js';

/** @param {string} source */
function storeOf(source) {
  const store = new FigureStore(/** @type {any} */ (new FakePool()));
  store.load(withField(defaultDocument(), 'data.source', source));
  return store;
}

describe('places along a physical axis', () => {
  const temperature = storeOf('globalTemperature');
  const [year] = axesOf(temperature).inputs;

  it('of kinks are years for temperatures, x for named targets', () => {
    expect(year).toBe(unitsOfSource('globalTemperature')?.inputs[0]);
    temperature.highlight.value = { lines: [standard(year, 1940), standard(year, 2000)] };
    expect(linePlaces(temperature).map(Math.round)).toEqual([1940, 2000]);
    const named = storeOf('sine');
    named.highlight.value = { lines: [-2, 1] };
    expect(linePlaces(named)).toEqual([-2, 1]);
  });

  it('leave out a kink that is nowhere', () => {
    temperature.highlight.value = { lines: [NaN, standard(year, 1940), Infinity] };
    expect(linePlaces(temperature).map(Math.round)).toEqual([1940]);
  });

  it('of training points are years too, and ranks where x is more than one number', () => {
    const x = Float32Array.of(-1, 0.5);
    expect([0, 1].map((i) => placeOf({ coordinates: 1, x }, year)(i, i))).toEqual([
      physical(year, -1),
      physical(year, 0.5),
    ]);
    expect(placeOf({ coordinates: 2, x }, year)(0, 3)).toBe(4);
  });
});
