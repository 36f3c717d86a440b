// Runs the tests of embedding in real browsers: run.mjs ARTIFACTS [NAME-PART [BROWSER]].
import { fileURLToPath } from 'node:url';
import { serveFolder, servePages } from '../harness/servers.mjs';
import { runSuite } from '../harness/suite.mjs';

/** @typedef {import('../harness/browsers.mjs').BrowserName} BrowserName */
/**
 * @typedef {import('../harness/suite.mjs').Bench & Hosts} World
 * @typedef {import('../harness/suite.mjs').Test<World>} EmbeddingTest
 *
 * @typedef {object} Hosts
 * @property {(path: string, condition?: string) => string} cdn address of a file of dist/embed on the other origin
 * @property {(html: string, headers?: Record<string, string>) => string} host puts a page on the site, gives its address
 */

const cdn = await serveFolder(fileURLToPath(new URL('../../dist/embed', import.meta.url)));
const site = await servePages();

await runSuite({
  folder: new URL('.', import.meta.url).href,
  context: { viewport: { width: 1000, height: 800 } },
  origins: [cdn.origin, site.origin],
  /** @returns {World} */
  worldOf: (bench) => ({
    ...bench,
    cdn: (path, condition = 'good') => `${cdn.origin}/${condition}/${path}`,
    host: site.page,
  }),
});
