import { fileURLToPath } from 'node:url';
import { serveFolder } from '../harness/servers.mjs';

/** Serves dist/ below a sub-path, as a course website would; every load of the page is a cold one. */
export async function serveSite() {
  const dist = fileURLToPath(new URL('../../dist', import.meta.url));
  const { origin, close } = await serveFolder(dist, { 'cache-control': 'no-store' });
  return { origin, url: `${origin}/good/`, close };
}
