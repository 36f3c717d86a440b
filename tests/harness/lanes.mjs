import { availableParallelism } from 'node:os';

/** @typedef {{ browserName: string, isAlone: boolean, run: () => Promise<void> }} Job */

/** Tests that run at once: a browser waits for its engine, its workers and the driver by turns. */
export const laneCount = Math.max(2, availableParallelism());

/**
 * Runs every job once. The first lane takes those of Firefox, which one page at a time drives, then helps the others;
 * what must be alone comes when all lanes are empty.
 * @param {Job[]} jobs
 * @param {number} count of lanes
 */
export async function work(jobs, count) {
  const shared = jobs.filter(({ isAlone }) => !isAlone);
  const ofFirefox = shared.filter(({ browserName }) => browserName === 'firefox');
  const others = shared.filter(({ browserName }) => browserName !== 'firefox');
  const drain = async (/** @type {Job[][]} */ ...queues) => {
    for (const queue of queues) for (let job = queue.shift(); job; job = queue.shift()) await job.run();
  };
  const helpers = Array.from({ length: count - 1 }, () => drain(others));
  await Promise.all([drain(ofFirefox, others), ...helpers]);
  await drain(jobs.filter(({ isAlone }) => isAlone));
}
