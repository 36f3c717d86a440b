// What tests do with figures on a host's page.
/** @import { Frame, Page } from 'playwright-core' */
import assert from 'node:assert/strict';

/** The example of these tests: small, so that it is finished at once. */
export const smallHash = 'v=1&data.count=6&network.width=32&dynamics.frames=12';

/** @param {string} content of the body @param {string} [head] */
export const pageOf = (content, head = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Course</title>${head}</head><body>${content}</body></html>`;

/** @param {string} [attributes] */
export const figureTag = (attributes = '') =>
  `<ntk-figure experiment="${smallHash}" ${attributes}></ntk-figure>`;

/** @param {string} url */
export const moduleTag = (url) => `<script type="module" src="${url}"></script>`;

/**
 * Waits until the figure has drawn its first frames, then until all its runs have ended well.
 * @param {Page | Frame} page
 * @param {string} [selector]
 */
export async function assertAlive(page, selector = 'ntk-figure') {
  const figure = page.locator(selector).first();
  await figure.evaluate(async (/** @type {any} */ element) => {
    await customElements.whenDefined('ntk-figure');
    await element.ready;
  });
  const deadline = performance.now() + 30000;
  for (;;) {
    const state = await figure.evaluate((/** @type {any} */ element) => element.getState());
    const statuses = Object.values(state.statuses);
    if (statuses.every((status) => status !== 'running')) {
      assert.deepEqual(
        statuses,
        statuses.map(() => 'finished'),
      );
      // The last time is infinite, nothing else.
      const { time, ...quantities } = state.numbers;
      const numbers = Object.values(quantities).filter((value) => value !== undefined);
      assert.ok(numbers.length > 0 && numbers.every(Number.isFinite), JSON.stringify(state.numbers));
      assert.ok(time >= 0, String(time));
      return state;
    }
    assert.ok(performance.now() < deadline, `the runs never ended: ${statuses}`);
    await page.waitForTimeout(50);
  }
}

/**
 * Asks until the answer is as wanted.
 * @template Answer
 * @param {() => Promise<Answer>} ask
 * @param {(answer: Answer) => boolean} isWanted
 * @param {string} what
 */
export async function waitFor(ask, isWanted, what) {
  const deadline = performance.now() + 20000;
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    assert.ok(performance.now() < deadline, `${what}: at last ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Whether a chart of the figure has a pixel of a colour.
 * @param {Page} page
 * @param {[number, number, number]} colour
 */
export const hasColour = (page, colour) =>
  page.locator('ntk-figure').evaluate((element, [red, green, blue]) => {
    const canvases = /** @type {any} */ (element).shadowRoot.querySelectorAll('.uplot canvas');
    return [...canvases].some((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      for (let i = 0; i < data.length; i += 4)
        if (data[i] === red && data[i + 1] === green && data[i + 2] === blue) return true;
      return false;
    });
  }, colour);
