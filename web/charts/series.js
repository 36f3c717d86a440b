/** @import { JobName } from '../engine/types.js' */

/**
 * The three functions wherever they are drawn: colour (a custom property of the figure, Okabe–Ito), dash and name, so
 * that colour is never alone; what lies below is wider, so that it is seen where the curves are one.
 * @type {Record<JobName, { label: string, colour: string, dash: number[], width: number }>}
 */
export const series = {
  limit: { label: 'infinite-width limit', colour: '--limit', dash: [11, 6], width: 6 },
  linearisation: { label: 'linearisation', colour: '--linearisation', dash: [2, 5], width: 4 },
  network: { label: 'network', colour: '--network', dash: [], width: 2 },
};

/** Drawing order: the network on top. */
export const drawingOrder = /** @type {const} */ (['limit', 'linearisation', 'network']);
