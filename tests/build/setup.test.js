import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

const scripts = fileURLToPath(new URL('../../build-scripts/', import.meta.url));

/** @type {string} */ let folder;

/** A repository of two scripts, and an npm that only writes down how it is called. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'setup-'));
  for (const name of ['build-scripts', 'bin', 'node_modules']) mkdirSync(join(folder, name));
  for (const name of ['setup.sh', 'environment.sh'])
    copyFileSync(join(scripts, name), join(folder, 'build-scripts', name));
  const npm = `#!/bin/sh\n[ "$1" = --version ] && echo 11.0.0 || echo "$@" >>"${folder}/calls"\n`;
  writeFileSync(join(folder, 'bin/npm'), npm, { mode: 0o755 });
  writeFileSync(join(folder, 'calls'), '');
  for (const name of ['package-lock.json', 'node_modules/.package-lock.json'])
    writeFileSync(join(folder, name), '{}');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What npm is asked for where the lock file and what is installed are of these times. @param {number} lock @param {number} installed */
function callsOf(lock, installed) {
  utimesSync(join(folder, 'package-lock.json'), lock, lock);
  utimesSync(join(folder, 'node_modules/.package-lock.json'), installed, installed);
  const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}` };
  const runs = [0, 1].map(() => {
    execFileSync(join(folder, 'build-scripts/setup.sh'), ['node'], { env });
    return readFileSync(join(folder, 'calls'), 'utf8').trim();
  });
  expect(runs[1], 'a second run does nothing').toBe(runs[0]);
  return runs[0];
}

it('packages are installed again when the lock file is newer than they are', () => {
  expect(callsOf(1000, 2000)).toBe('');
  expect(callsOf(2000, 1000)).toBe('ci --silent --prefix .');
});
it('every folder of packages is installed by this rule', () => {
  const setup = readFileSync(join(scripts, 'setup.sh'), 'utf8');
  expect(setup.match(/npm ci --/g)).toHaveLength(1);
});
