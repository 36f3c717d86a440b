// Fails on an include or import that points back. One table: a folder may use itself and what stands to its left.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Ranks of folders; equal rank means that they may not use each other.
 * @type {Record<string, string[][]>}
 */
const layers = {
  engine: [
    ['base'],
    ['spec'],
    ['data'],
    ['network'],
    ['kernels'],
    ['dynamics', 'systems'],
    ['theory'],
    ['experiment'],
    ['json', 'bindings'],
    ['examples'],
  ],
  web: [['engine'], ['store'], ['charts'], ['views'], ['export'], ['figure'], ['lab', 'lecture', 'embed']],
};

/** Headers that only one place may include. */
const restricted = [
  { pattern: /^(Eigen|unsupported)\//, allowed: 'engine/base/eigen.hpp' },
  { pattern: /^emscripten/, allowed: 'engine/bindings/' },
  { pattern: /^nlohmann\//, allowed: 'engine/json/' },
];

const includePattern = /^\s*#\s*include\s*[<"]([^>"]+)[>"]/gm;
const importPattern = /(?:from\s*|import\s*\(?\s*)['"](\.[^'"]+)['"]/g;

/**
 * Top and folder of a repository path, such as ['engine', 'spec']; files directly in a top have no folder.
 * @param {string} path
 * @returns {[string, string | undefined]}
 */
const placeOf = (path) => {
  const [top, folder, ...rest] = path.split('/');
  return rest.length > 0 ? [top, folder] : [top, undefined];
};

/** @param {string} top @param {string | undefined} folder */
const rankOf = (top, folder) => layers[top]?.findIndex((rank) => rank.includes(folder ?? '')) ?? -1;

/**
 * What a file uses, as repository paths or as library headers.
 * @param {string} path
 * @param {string} text
 */
const usesOf = (path, text) => {
  if (/\.(hpp|cpp)$/.test(path)) return [...text.matchAll(includePattern)].map(([, header]) => header);
  return [...text.matchAll(importPattern)].map(([, target]) =>
    posix.normalize(posix.join(posix.dirname(path), target.replace(/\?.*$/, ''))),
  );
};

/**
 * @param {string} path repository path of a file of engine/ or web/
 * @param {string} text
 * @returns {string[]} one sentence a violation
 */
export function violations(path, text) {
  const [top, folder] = placeOf(path);
  const faults = [];
  if (folder !== undefined && rankOf(top, folder) < 0)
    faults.push(`${path}: ${top}/${folder} has no place in the table`);
  for (const use of usesOf(path, text)) {
    for (const { pattern, allowed } of restricted) {
      if (pattern.test(use) && !path.startsWith(allowed))
        faults.push(`${path}: only ${allowed} may include ${use}`);
    }
    const [usedTop, usedFolder] = placeOf(use);
    if (usedTop !== top || folder === undefined || usedFolder === undefined || usedFolder === folder)
      continue;
    const used = rankOf(top, usedFolder);
    if (used >= rankOf(top, folder)) faults.push(`${path}: ${top}/${folder} may not use ${use}`);
  }
  return faults;
}

/** @param {string} folder @returns {string[]} */
const filesBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  );

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const files = Object.keys(layers).flatMap((top) => filesBelow(join(root, top)));
  const sources = files.filter((file) => /\.(hpp|cpp|js|mjs)$/.test(file));
  const faults = sources.flatMap((file) =>
    violations(relative(root, file).split('\\').join('/'), readFileSync(file, 'utf8')),
  );
  faults.forEach((fault) => console.error(fault));
  console.log(`layers: ${sources.length} files, ${faults.length} violations`);
  process.exit(faults.length > 0 ? 1 : 0);
}
