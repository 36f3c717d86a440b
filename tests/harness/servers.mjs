// Origins: some serve a folder as a course website or a content network would, others the pages of somebody's course.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const types = /** @type {Record<string, string>} */ ({
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
});

/** @typedef {import('node:http').RequestListener} Listener */

/** @param {Listener} listener @returns {Promise<{ origin: string, close: () => void }>} */
async function listen(listener) {
  const server = createServer((request, response) => {
    // Browsers look for an icon of every site.
    if (request.url === '/favicon.ico') response.writeHead(204).end();
    else listener(request, response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** First part of the path: how well the server is set up. */
export const conditions = /** @type {const} */ (['good', 'no-cors', 'wrong-type', 'no-wasm']);

/**
 * Serves a folder below /good/, and below the other conditions with one fault each.
 * @param {string} folder
 * @param {Record<string, string>} [ownHeaders]
 */
export function serveFolder(folder, ownHeaders = {}) {
  return listen((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname));
    const [, condition, ...parts] = path.replace(/\/$/, '/index.html').split('/');
    const file = join(folder, ...parts);
    const isWasm = extname(file) === '.wasm';
    const isThere = existsSync(file) && statSync(file).isFile() && !(condition === 'no-wasm' && isWasm);
    const type = condition === 'wrong-type' && isWasm ? 'text/plain' : types[extname(file)];
    const headers = {
      ...ownHeaders,
      'content-type': type ?? 'application/octet-stream',
      ...(condition === 'no-cors' ? {} : { 'access-control-allow-origin': '*' }),
    };
    response.writeHead(isThere ? 200 : 404, headers);
    if (isThere) createReadStream(file).pipe(response);
    else response.end();
  });
}

/**
 * A site whose pages are texts.
 * @returns {Promise<{ origin: string, close: () => void, page: (html: string, headers?: Record<string, string>) => string }>}
 *   page: puts a page on the site and gives its address
 */
export async function servePages() {
  /** @type {Map<string, { html: string, headers: Record<string, string> }>} */
  const pages = new Map();
  const { origin, close } = await listen((request, response) => {
    const page = pages.get(new URL(request.url ?? '/', 'http://host').pathname);
    response.writeHead(page ? 200 : 404, { 'content-type': types['.html'], ...page?.headers });
    response.end(page?.html ?? '');
  });
  return {
    origin,
    close,
    page(html, headers = {}) {
      const path = `/course/${pages.size}.html`;
      pages.set(path, { html, headers });
      return origin + path;
    },
  };
}
