// The iframe page, its helper script and the single file.
/** @import { EmbeddingTest, World } from './run.mjs' */
import assert from 'node:assert/strict';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { assertAlive, pageOf, smallHash, waitFor } from './figures.mjs';

/** @param {World} world @param {string} hash @param {{ sandbox?: boolean, condition?: string, file?: string }} [options] */
const frameTag = ({ cdn }, hash, { sandbox = true, condition = 'good', file = 'embed.html' } = {}) =>
  `<iframe data-ntk-figure ${sandbox ? 'sandbox="allow-scripts"' : ''} src="${cdn(`${file}#${hash}`, condition)}" title="Figure" width="100%" height="300"></iframe>`;

/** @param {World} world */
const helperTag = ({ cdn }) => `<script async src="${cdn('ntk-iframe.js')}"></script>`;

/** @param {World} world @param {number} count */
async function figureFrames({ page }, count) {
  const isFigure = (/** @type {import('playwright-core').Frame} */ frame) =>
    /embed|offline/.test(frame.url());
  return waitFor(
    async () => page.frames().filter(isFigure),
    ({ length }) => length === count,
    'frames',
  );
}

/** @param {World} world @returns {Promise<number[]>} */
const heights = ({ page }) =>
  page.locator('iframe').evaluateAll((all) => all.map(({ clientHeight }) => clientHeight));

/** @param {World} world @param {object} data */
const send = ({ page }, data) =>
  page.evaluate(
    (message) => document.querySelector('iframe')?.contentWindow?.postMessage(message, '*'),
    data,
  );

/** Height of the document in a frame. @param {import('playwright-core').Frame} frame */
const contentHeight = (frame) =>
  frame.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height));

/** @type {EmbeddingTest[]} */
export const tests = [
  ...[true, false].map((sandbox) => ({
    name: `an iframe ${sandbox ? 'with' : 'without'} sandbox="allow-scripts" takes the figure's height`,
    run: async (/** @type {World} */ world) => {
      const { page, host, shot } = world;
      const content = `<h1>Course</h1>${frameTag(world, smallHash, { sandbox })}${helperTag(world)}<p>After</p>`;
      await page.goto(host(pageOf(content)));
      const [frame] = await figureFrames(world, 1);
      await assertAlive(frame);
      await waitFor(
        async () => [await heights(world), await contentHeight(frame)].flat(),
        ([outer, inner]) => outer > 400 && outer === inner,
        'the height',
      );
      await shot(`iframe-${sandbox ? 'sandboxed' : 'plain'}`);
      // Narrower, the figure is higher.
      const [wide] = await heights(world);
      await page.setViewportSize({ width: 400, height: 800 });
      await waitFor(
        () => heights(world),
        ([height]) => height > wide + 100,
        'the height on a phone',
      );
    },
  })),
  {
    name: 'several iframes have each their own height, also with a strict policy of the host',
    run: async (world) => {
      const { page, host, cdn } = world;
      const { origin } = new URL(cdn(''));
      const frames = [smallHash, `${smallHash}&hide=controls,panels,numbers`];
      const tags = frames.map((hash) => frameTag(world, hash)).join('');
      const policy = `default-src 'none'; script-src ${origin}; frame-src ${origin}`;
      await page.goto(host(pageOf(tags + helperTag(world)), { 'content-security-policy': policy }));
      for (const frame of await figureFrames(world, 2)) {
        // A browser halts a frame of another origin that is off the screen.
        await (await frame.frameElement()).scrollIntoViewIfNeeded();
        await assertAlive(frame);
      }
      await waitFor(
        () => heights(world),
        ([all, few]) => all > few + 200 && few > 200,
        'the heights',
      );
    },
  },
  {
    name: 'in a sandbox on a server without CORS the single file takes over',
    allowErrors: /CORS|ERR_FAILED|NetworkError|origin ‘null’|Cross-Origin/i,
    run: async (world) => {
      const { page, host } = world;
      await page.goto(host(pageOf(frameTag(world, smallHash, { condition: 'no-cors' }) + helperTag(world))));
      const frame = await waitFor(
        async () => page.frames().find((candidate) => candidate.url().includes('ntk-figure-offline.html')),
        (found) => found !== undefined,
        'the single file',
      );
      const { document } = await assertAlive(/** @type {any} */ (frame));
      assert.equal(document.data.count, 6);
      await waitFor(
        () => heights(world),
        ([height]) => height > 400,
        'the height',
      );
    },
  },
  {
    name: 'the hash says theme, start, hidden parts and panels',
    run: async (world) => {
      const { page, cdn } = world;
      await page.goto(
        cdn(`embed.html#${smallHash}&theme=dark&autoplay=false&hide=controls&view=modes&views=modes,numbers`),
      );
      const { index } = await assertAlive(page);
      assert.equal(index, 0);
      const seen = await page.evaluate(() => {
        const figure = /** @type {any} */ (document.querySelector('ntk-figure'));
        const text = figure.shadowRoot.querySelector('h2');
        return {
          scheme: getComputedStyle(figure).colorScheme,
          colour: getComputedStyle(text).color,
          open: figure.shadowRoot.querySelector('[role=tab][aria-selected=true]').textContent,
          views: figure.views,
          controls: figure.shadowRoot.querySelector('.controls')?.checkVisibility() ?? false,
          warnings: figure.shadowRoot.textContent.includes('is not a field'),
        };
      });
      assert.deepEqual(seen, {
        scheme: 'dark',
        colour: 'rgb(236, 236, 241)',
        open: 'Modes',
        views: 'modes,numbers',
        controls: false,
        warnings: false,
      });
      await page.evaluate(() => (location.hash = 'v=1&data.count=4'));
      await waitFor(
        () =>
          page.evaluate(
            () => /** @type {any} */ (document.querySelector('ntk-figure')).getState().document.data.count,
          ),
        (count) => count === 4,
        'the new hash',
      );
    },
  },
  {
    name: 'the page around plays, pauses, seeks, sets the state and hears of it',
    run: async (world) => {
      const { page, host } = world;
      const listen = `<script>
        const heard = [];
        addEventListener('message', ({ data }) => heard.push(data));
      </script>`;
      const content = listen + frameTag(world, `${smallHash}&autoplay=false`) + helperTag(world);
      await page.goto(host(pageOf(content)));
      const [frame] = await figureFrames(world, 1);
      await assertAlive(frame);
      const stateOf = () =>
        frame.evaluate(() => /** @type {any} */ (document.querySelector('ntk-figure')).getState());
      await send(world, { type: 'ntk-figure:seek', index: 7 });
      await waitFor(stateOf, ({ index }) => index === 7, 'seek');
      await send(world, { type: 'ntk-figure:play' });
      await waitFor(stateOf, ({ index }) => index > 7.2, 'play');
      await send(world, { type: 'ntk-figure:pause' });
      await waitFor(stateOf, ({ index }) => Number.isInteger(index), 'pause');
      await send(world, { type: 'ntk-figure:setState', hash: '#v=1&data.count=5' });
      await waitFor(stateOf, ({ document }) => document.data.count === 5, 'setState');
      const heard = await page.evaluate('heard');
      assert.ok(
        /** @type {any[]} */ (heard).some(
          ({ type, hash }) => type === 'ntk-figure:state' && hash === '#v=1&data.count=5',
        ),
      );
    },
  },
  {
    name: 'messages that are malformed, huge, prototype-polluting or of strangers change nothing in the frame',
    run: async (world) => {
      const { page, host } = world;
      const stranger = `<iframe srcdoc="<script>
        const say = (message) => parent.frames[0].postMessage(message, '*');
        setInterval(() => { say({ type: 'ntk-figure:seek', index: 3 }); say({ type: 'ntk-figure:setState', hash: '#v=1&data.count=3' }); }, 20);
      </script>"></iframe>`;
      await page.goto(
        host(pageOf(frameTag(world, `${smallHash}&autoplay=false`) + stranger + helperTag(world))),
      );
      const [frame] = await figureFrames(world, 1);
      const before = await assertAlive(frame);
      await page.evaluate(() => {
        const target = /** @type {HTMLIFrameElement} */ (document.querySelector('iframe')).contentWindow;
        const polluting = JSON.parse('{"type":"ntk-figure:seek","index":4,"__proto__":{"isPolluted":true}}');
        const huge = `#v=1&data.count=3&network.width=${'9'.repeat(10 ** 6)}`;
        const cyclic = /** @type {any} */ ({ type: 'ntk-figure:seek' });
        cyclic.index = cyclic;
        for (const message of [
          undefined,
          null,
          0,
          '',
          'ntk-figure:play',
          [],
          ['ntk-figure:play'],
          new Date(),
          new Map([['type', 'ntk-figure:play']]),
          {},
          { type: null },
          { type: 'play' },
          { type: 'ntk-figure:' },
          { type: 'ntk-figure:destroy' },
          { type: 'ntk-figure:toString' },
          { type: 'ntk-figure:constructor' },
          { type: 'ntk-figure:__proto__' },
          { type: 'ntk-figure:play', more: 1 },
          { type: 'ntk-figure:seek' },
          { type: 'ntk-figure:seek', index: '4' },
          { type: 'ntk-figure:seek', index: NaN },
          { type: 'ntk-figure:seek', index: -1 },
          { type: 'ntk-figure:seek', index: 1.5 },
          { type: 'ntk-figure:seek', index: { valueOf: 4 } },
          { type: 'ntk-figure:setState' },
          { type: 'ntk-figure:setState', hash: {} },
          { type: 'ntk-figure:setState', hash: huge },
          polluting,
          cyclic,
          new ArrayBuffer(10 ** 7),
          Array(10 ** 5).fill({ type: 'ntk-figure:play' }),
        ])
          target?.postMessage(message, '*');
      });
      await page.waitForTimeout(300);
      const after = await frame.evaluate(() => ({
        state: /** @type {any} */ (document.querySelector('ntk-figure')).getState(),
        isPolluted: 'isPolluted' in {},
      }));
      assert.deepEqual(after.state, before);
      assert.equal(after.isPolluted, false);
    },
  },
  {
    name: 'the helper gives a frame no height but a clamped one of its own figure',
    run: async (world) => {
      const { page, host, cdn } = world;
      const liar = (/** @type {string} */ attribute, /** @type {string} */ message) =>
        `<iframe ${attribute} height="200" srcdoc="<script>setInterval(() => { parent.postMessage(${message}, '*'); }, 20)</script>"></iframe>`;
      const tags = [
        liar('', `{ type: 'ntk-figure:height', height: 900 }`),
        liar('data-ntk-figure', `{ type: 'ntk-figure:height', height: 1e9 }`),
        liar('data-ntk-figure', `{ type: 'ntk-figure:height', height: -5 }`),
        liar('data-ntk-figure', `{ type: 'ntk-figure:height', height: '900px;position:fixed' }`),
        liar('data-ntk-figure', `{ type: 'other:height', height: 900 }`),
        liar('data-ntk-figure', `null`),
        '<iframe data-ntk-figure height="200" srcdoc="silent"></iframe>',
      ];
      await page.goto(host(pageOf(`${tags.join('')}<script src="${cdn('ntk-iframe.js')}"></script>`)));
      const wanted = [200, 10000, 100, 200, 200, 200, 200];
      await waitFor(
        () => heights(world),
        (all) => all.join() === wanted.join(),
        'heights',
      );
      await page.waitForTimeout(200);
      assert.deepEqual(await heights(world), wanted);
    },
  },
  ...[true, false].map((isFile) => ({
    name: `the single file works ${isFile ? 'from file://' : 'as an upload in a sandboxed frame of a platform'}`,
    run: async (/** @type {World} */ world) => {
      const { page, host, shot } = world;
      const path = fileURLToPath(new URL('../../dist/embed/ntk-figure-offline.html', import.meta.url));
      if (isFile) {
        await page.goto(`${pathToFileURL(path).href}#${smallHash}`);
        const { document } = await assertAlive(page);
        assert.equal(document.data.count, 6);
        await shot('offline');
      } else {
        const options = { condition: 'no-cors', file: 'ntk-figure-offline.html' };
        await page.goto(host(pageOf(frameTag(world, smallHash, options))));
        const [frame] = await figureFrames(world, 1);
        await assertAlive(frame);
      }
    },
  })),
];
