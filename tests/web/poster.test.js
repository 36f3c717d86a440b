import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadEngine } from '../../build-scripts/load-engine.mjs';
import { poster } from '../../build-scripts/poster.mjs';
import { defaultDocument } from '../../web/store/document.js';

const kept = readFileSync(new URL('../../web/lab/poster.svg', import.meta.url), 'utf8');
const number = /-?\d+(\.\d+)?/g;

/** Absolute places of every curve, of 2000 a side. @param {string} svg */
const curvesOf = (svg) =>
  [...svg.matchAll(/ d="M(-?\d+ ?-?\d+)l([^"]*)"/g)].map(([, start, steps]) => {
    const numbers = `${start} ${steps}`.match(number)?.map(Number) ?? [];
    let [x, y] = [0, 0];
    return Array.from({ length: numbers.length / 2 }, (_, i) => [
      (x += numbers[2 * i]),
      (y += numbers[2 * i + 1]),
    ]);
  });

describe('the poster', () => {
  it('says of which engine and document it is', async () => {
    const { engine, document } = JSON.parse(kept.match(/<metadata>(.*)<\/metadata>/)?.[1] ?? '');
    expect(engine).toBe((await loadEngine()).version());
    expect(document).toEqual(defaultDocument());
  });

  it('is what the engine computes now: write-poster.mjs writes it anew', async () => {
    const fresh = await poster(await loadEngine());
    const plain = (/** @type {string} */ svg) => svg.replace(/<metadata>.*<\/metadata>| d="[^"]*"/g, '');
    expect(plain(kept)).toBe(plain(fresh));
    const [now, before] = [curvesOf(fresh), curvesOf(kept)];
    expect(before.map((curve) => curve.length)).toEqual([241, 241, 241, 241, 241]);
    // Half a per cent of the plot's height: machines round differently, and round-off grows along the flow.
    now.forEach((curve, i) =>
      curve.forEach(([x, y], j) => {
        expect(before[i][j][0]).toBe(x);
        expect(Math.abs(before[i][j][1] - y)).toBeLessThanOrEqual(10);
      }),
    );
  }, 20000);

  it('has the colours of the figure that takes its place', () => {
    const coloursOf = (/** @type {string} */ path) => {
      const style = readFileSync(new URL(`../../web/${path}`, import.meta.url), 'utf8');
      return Object.fromEntries(
        [...style.matchAll(/(--[\w-]+): (?:var\(--ntk-[\w-]+, )?(light-dark\([^)]*\))/g)].map(
          ([, name, colours]) => [name, colours],
        ),
      );
    };
    const own = coloursOf('lab/poster.css');
    expect(Object.keys(own)).toHaveLength(8);
    expect(coloursOf('figure/theme.css')).toMatchObject(own);
  });

  it('has no colour or style that a page could not replace or would refuse', () => {
    expect(kept).not.toMatch(/<style|style=|<script|NaN|Infinity/);
    expect(kept.match(/(fill|stroke)="(?!none|var\(--)/g)).toBeNull();
  });
});
