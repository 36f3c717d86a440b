import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A statement of which the text after the arrow is the value. */
const stated = /^\s*(?<code>\S.*?);? \/\/ → (?<value>.+)$/;

/**
 * The ```js blocks of a page of docs/ as one module that hands every stated value to `check`.
 * @param {string} markdown
 */
const moduleOf = (markdown) =>
  [...markdown.matchAll(/^```js\n(.*?)^```$/gms)]
    .flatMap(([, block]) => block.split('\n'))
    .map((line, number) => {
      const { code, value } = line.match(stated)?.groups ?? {};
      return code ? `await globalThis.check(${number}, ${code}, ${JSON.stringify(value)}, ${value});` : line;
    })
    .join('\n')
    .replaceAll("from '../", "from '../../");

/**
 * Typed arrays become arrays.
 * @param {any} value
 * @returns {any}
 */
const plain = (value) => {
  if (ArrayBuffer.isView(value)) return Array.from(/** @type {any} */ (value));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
};

/**
 * Rounds every number to the digits that stand in the text.
 * @param {any} value
 * @param {number} digits
 * @returns {any}
 */
const rounded = (value, digits) => {
  if (typeof value === 'number') return Number.isFinite(value) ? Number(value.toFixed(digits)) + 0 : value;
  if (Array.isArray(value)) return value.map((part) => rounded(part, digits));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, rounded(part, digits)]));
};

it('every example of docs/api.md gives what is stated beside it', { timeout: 60000 }, async () => {
  const source = moduleOf(readFileSync(`${root}docs/api.md`, 'utf8'));
  /** @type {Set<number>} Lines that ran, in loops maybe many times. */
  const checked = new Set();
  Object.assign(globalThis, {
    check: (
      /** @type {number} */ line,
      /** @type {any} */ value,
      /** @type {string} */ text,
      /** @type {any} */ expected,
    ) => {
      const digits = Math.max(0, ...[...text.matchAll(/\d\.(\d+)/g)].map(([, decimals]) => decimals.length));
      expect(rounded(plain(value), digits), `// → ${text}`).toEqual(rounded(expected, digits));
      checked.add(line);
    },
  });
  mkdirSync(`${root}build/docs`, { recursive: true });
  writeFileSync(`${root}build/docs/api.mjs`, source);
  await import(/* @vite-ignore */ `${pathToFileURL(`${root}build/docs/api.mjs`)}?${Date.now()}`);
  expect(checked.size).toBe(source.match(/globalThis\.check/g)?.length);
  expect(checked.size).toBeGreaterThan(60);
});
