// What pages do at awkward moments: in listeners, before there is an experiment, twice in one task.
/** @import { EmbeddingTest } from './run.mjs' */
import assert from 'node:assert/strict';
import { assertAlive, figureTag, moduleTag, pageOf, smallHash, waitFor } from './figures.mjs';

/** @param {import('./run.mjs').World} world @param {string} content @param {string} [script] before the element is defined */
const open = ({ page, host, cdn }, content, script = '') =>
  page.goto(host(pageOf(`${content}<script>${script}</script>${moduleTag(cdn('ntk-figure.js'))}`)));

/** @param {import('playwright-core').Page} page @param {string} expression in `figure` @returns {Promise<any>} */
const ask = (page, expression) =>
  page.evaluate(`(() => { const figure = document.querySelector('ntk-figure'); return ${expression}; })()`);

const record = `window.heard = [];
  for (const type of ['state', 'progress', 'error'])
    addEventListener('ntk-' + type, ({ type, detail }) => heard.push({ type, detail }));`;

/** @param {import('playwright-core').Page} page @param {string} type @returns {Promise<any[]>} */
const heard = (page, type) => page.evaluate(`heard.filter((event) => event.type === 'ntk-${type}')`);

/** @type {EmbeddingTest[]} */
export const tests = [
  {
    name: 'races: a listener may call every method; the first state told is the experiment’s',
    run: async (world) => {
      const { page } = world;
      const listen = `for (const type of ['state', 'progress']) addEventListener('ntk-' + type, ({ target }) => {
        target.permalink(); target.pause(); target.step(0);
      });`;
      await open(world, figureTag(), record + listen);
      await assertAlive(page);
      const [first] = await heard(page, 'state');
      assert.equal(first.detail.hash, `#${smallHash}`);
    },
  },
  {
    name: 'races: one problem is told once',
    allowErrors: /404/,
    run: async (world) => {
      const { page, host, cdn } = world;
      const content = `${figureTag()}<script>${record}</script>${moduleTag(cdn('ntk-figure.js', 'no-wasm'))}`;
      await page.goto(host(pageOf(content)));
      await page.locator('[part="message"]').getByText('could not be loaded: 404').waitFor();
      await page.waitForTimeout(200);
      assert.equal((await heard(page, 'error')).length, 1);
      await ask(page, 'figure.destroy()');
      assert.equal(await page.getByRole('button', { name: 'Try again' }).isVisible(), false);
    },
  },
  {
    name: 'races: an experiment that is set while another one is on its way, or after that failed, is shown whole',
    allowErrors: /404/,
    run: async (world) => {
      const { page } = world;
      await open(world, '<ntk-figure src="/nowhere.json"></ntk-figure>');
      await page.locator('[part="message"]').getByText('could not be loaded: 404').waitFor();
      await ask(page, 'figure.setState({})');
      await assertAlive(page);
    },
  },
  {
    name: 'races: put back while its file is on its way, it shows the file',
    run: async (world) => {
      const { page, host } = world;
      const src = host('{ "network": { "width": 24 }, "data": { "count": 4 } }');
      /** @type {(() => void)[]} */ const waiting = [];
      await page.route(src, async (route) => {
        await new Promise((resolve) => waiting.push(() => resolve(undefined)));
        await route.continue().catch(() => {});
      });
      await open(world, `<ntk-figure src="${src}"></ntk-figure>`);
      const asked = (/** @type {number} */ count) =>
        waitFor(
          async () => waiting.length,
          (length) => length === count,
          'the file is asked for',
        );
      await asked(1);
      await ask(page, 'void (window.figure = figure, figure.remove())');
      await page.waitForTimeout(50);
      await page.evaluate('document.body.append(window.figure)');
      await asked(2);
      waiting.forEach((answer) => answer());
      assert.equal((await assertAlive(page)).document.network.width, 24);
    },
  },
  {
    name: 'races: removed, put back and removed in one task it is where it was',
    run: async (world) => {
      const { page } = world;
      await open(world, figureTag());
      await assertAlive(page);
      await ask(
        page,
        'void (figure.seek(6), window.figure = figure, figure.remove(), document.body.append(figure), figure.remove())',
      );
      await page.waitForTimeout(50);
      await page.evaluate('document.body.append(window.figure)');
      assert.equal((await assertAlive(page)).index, 6);
    },
  },
  {
    name: 'races: an address that is none is a problem of the source',
    run: async (world) => {
      const { page } = world;
      await open(world, '<ntk-figure src="http://"></ntk-figure>');
      assert.equal(await ask(page, 'figure.ready.catch((problem) => problem.kind)'), 'source');
    },
  },
  {
    name: 'races: what cannot be copied or written is told, and changes nothing',
    run: async (world) => {
      const { page } = world;
      await open(world, figureTag(), record);
      await assertAlive(page);
      await ask(page, 'void (window.ring = [], ring.push(ring))');
      for (const odd of ['{ network: { width: 10n } }', '{ data: { points: ring } }', '() => 1'])
        await ask(page, `figure.setState(${odd})`);
      assert.deepEqual(
        [...new Set((await heard(page, 'error')).map(({ detail }) => detail.kind))],
        ['document'],
      );
      assert.equal((await ask(page, 'figure.getState()')).document.network.width, 32);
    },
  },
  {
    name: 'races: with reduced motion it rests at the end of a file too',
    only: ['chromium'], // the driver of Firefox does not set reduced motion
    context: { reducedMotion: 'reduce' },
    run: async (world) => {
      const { page, host } = world;
      const src = host('{ "dynamics": { "frames": 9 }, "data": { "count": 4 } }');
      await open(world, `<ntk-figure autoplay src="${src}"></ntk-figure>`);
      await ask(page, 'figure.ready');
      assert.deepEqual(await ask(page, '[figure.playing, figure.getState().index]'), [false, 10]);
    },
  },
  {
    name: 'races: properties that were set before the definition, and the same experiment once more',
    run: async (world) => {
      const { page } = world;
      await open(
        world,
        '<ntk-figure></ntk-figure>',
        "document.querySelector('ntk-figure').hash = '#v=1&data.count=5&dynamics.frames=9';",
      );
      assert.equal((await assertAlive(page)).document.data.count, 5);
      await ask(page, `void (figure.experiment = '${smallHash}')`);
      await ask(page, 'figure.setState({ data: { count: 7 } })');
      await ask(page, `void (figure.experiment = '${smallHash}')`);
      assert.equal((await assertAlive(page)).document.data.count, 6);
      assert.equal(
        await ask(page, "figure.permalink({ base: '/lab/' }).startsWith(location.origin + '/lab/#v=1')"),
        true,
      );
    },
  },
  {
    name: 'races: keys of a text field are its own',
    run: async (world) => {
      const { page } = world;
      await open(world, figureTag());
      await assertAlive(page);
      await ask(page, 'figure.setState({ data: { count: 7 } })');
      await ask(
        page,
        "void figure.shadowRoot.querySelector('.main').append(document.createElement('textarea'))",
      );
      await page.locator('ntk-figure textarea').press('Control+z');
      assert.equal((await ask(page, 'figure.getState()')).document.data.count, 7);
    },
  },
];
