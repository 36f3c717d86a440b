import { afterEach, expect, it, vi } from 'vitest';
import { attributeTypes, attributeValue, namesIn, warnOnce } from '../../web/figure/attributes.js';
import { ShownParts } from '../../web/figure/shown-parts.js';
import { FigureProblem } from '../../web/figure/problem.js';
import { Readiness } from '../../web/figure/readiness.js';
import { NtkFigure } from '../../web/figure/ntk-figure.js';
import * as api from '../../web/figure/element-api.js';
import { panelNames } from '../../web/store/panel-choice.js';

vi.mock('../../web/engine/page-pool.js', () => ({ pagePool: () => undefined }));

const warnings = () =>
  /** @type {any} */ (console.warn).mock?.calls.map((/** @type {any} */ [text]) => text) ?? [];
const silence = () => vi.spyOn(console, 'warn').mockImplementation(() => {});
afterEach(() => vi.restoreAllMocks());

it('an attribute that is not there has its default', () => {
  const values = Object.fromEntries(
    Object.keys(attributeTypes).map((name) => [name, attributeValue(name, null)]),
  );
  expect(values).toEqual({
    experiment: '',
    src: '',
    views: '',
    hide: '',
    controls: false,
    autoplay: false,
    speed: 1,
    loading: 'lazy',
    theme: 'auto',
  });
});

it.each([
  ['speed', '2', 2, 0],
  ['speed', '99', 4, 1],
  ['speed', '-1', 0.25, 1],
  ['speed', 'Infinity', 4, 1],
  ['speed', 'fast', 1, 1],
  ['speed', ' ', 1, 1],
  ['theme', 'dark', 'dark', 0],
  ['theme', 'auto', 'auto', 0],
  ['theme', 'DARK', 'auto', 1],
  ['loading', 'constructor', 'lazy', 1],
  ['controls', '', true, 0],
  ['controls', 'false', true, 0],
])('%s="%s" is %s with %i warnings', (name, text, value, count) => {
  silence();
  expect(attributeValue(name, text)).toBe(value);
  expect(warnings()).toHaveLength(count);
});

it('a warning is given once', () => {
  silence();
  for (let i = 0; i < 3; i += 1) warnOnce('the very same');
  expect(warnings()).toEqual(['<ntk-figure>: the very same']);
});

it('names of a list are separated by spaces or commas, each once', () => {
  expect(namesIn(' kernel, modes\n kernel,,')).toEqual(['kernel', 'modes']);
});

it('what is shown: the attribute, else what the link opens, less what is hidden', () => {
  silence();
  const shown = new ShownParts();
  const now = () => [shown.panels.value, shown.hasNumbers.value];
  expect(now()).toEqual([[], false]);
  shown.setLink('#v=1&view=modes,training', []);
  expect(now()).toEqual([['modes', 'training'], false]);
  shown.views.value = 'all';
  expect(now()).toEqual([panelNames, true]);
  shown.setHide('kernel numbers');
  expect(now()).toEqual([panelNames.filter((name) => name !== 'kernel'), false]);
  shown.views.value = 'function';
  expect(now()).toEqual([[], false]);
  shown.views.value = 'all';
  shown.setLink('v=1', ['panels']);
  expect(now()).toEqual([[], false]);
  expect(warnings()).toEqual([]);
  shown.views.value = 'kernl';
  expect([...now(), warnings().length]).toEqual([[], false, 1]);
});

it('controls are hidden by the link, and while presenting', () => {
  const shown = new ShownParts();
  shown.hasControls.value = true;
  expect(shown.isWithControls.value).toBe(true);
  shown.isPresenting.value = true;
  expect(shown.isWithControls.value).toBe(false);
  shown.isPresenting.value = false;
  shown.setLink('', ['controls']);
  expect(shown.isWithControls.value).toBe(false);
});

it('readiness: rejected, renewed, resolved; who does not ask is not told', async () => {
  const readiness = new Readiness();
  const first = readiness.promise;
  readiness.renew();
  expect(readiness.promise).toBe(first);
  readiness.reject(new FigureProblem('load', 'gone'));
  await expect(first).rejects.toMatchObject({ kind: 'load', message: 'gone', canRetry: true });
  readiness.renew();
  expect(readiness.promise).not.toBe(first);
  readiness.resolve();
  await expect(readiness.promise).resolves.toBeUndefined();
});

it('where there is no document the class loads, and has what its table says', () => {
  const prototype = NtkFigure.prototype;
  for (const { name } of api.methods)
    expect(typeof (/** @type {any} */ (prototype)[name]), name).toBe('function');
  for (const { name } of [...api.attributes, ...api.properties]) expect(name in prototype, name).toBe(true);
  for (const { name, isReadOnly } of api.properties) {
    const { set } = Object.getOwnPropertyDescriptor(prototype, name) ?? {};
    expect(set === undefined, name).toBe(isReadOnly);
  }
  for (const row of Object.values(api).flat()) expect(row.help, row.name).toMatch(/\S/);
});
