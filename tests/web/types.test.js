import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @param {string[]} options @returns {string} what the compiler says */
const tsc = (...options) => {
  const { status, stdout, error } = spawnSync('npx', ['tsc', ...options], { cwd: root, encoding: 'utf8' });
  return error ? String(error) : `${stdout}${status}`;
};

it(
  'the types generated from the API let a typed program check, and refuse its mistakes',
  { timeout: 120000 },
  () => {
    expect(tsc('-p', 'tsconfig.types.json', '--outDir', 'build/types')).toBe('0');
    expect(existsSync(`${root}build/types/engine/api.d.ts`)).toBe(true);
    expect(tsc('-p', 'tests/types')).toBe('0');
  },
);
