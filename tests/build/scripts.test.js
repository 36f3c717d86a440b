import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { violations } from '../../build-scripts/check-layers.mjs';
import { countTests } from '../../build-scripts/count-tests.mjs';
import { glyphsOf } from '../../build-scripts/formulas.mjs';
import { markdownTable, withMarkedText } from '../../build-scripts/markdown.mjs';
import { header } from '../../build-scripts/prepare-datasets.mjs';

describe('the layer check', () => {
  it('lets a folder use itself and what stands to its left', () => {
    expect(violations('engine/network/a.cpp', '#include "engine/spec/b.hpp"\n#include <vector>')).toEqual([]);
    expect(violations('engine/network/a.cpp', '#include "engine/network/b.hpp"')).toEqual([]);
    expect(
      violations('web/views/a.js', "import { b } from '../store/b.js';\nimport c from './c.css?inline';"),
    ).toEqual([]);
  });

  it.each([
    ['engine/spec/a.hpp', '#include "engine/data/b.hpp"'],
    ['engine/json/a.cpp', '#include "engine/bindings/b.hpp"'],
    ['engine/network/a.cpp', '#include <Eigen/Dense>'],
    ['engine/network/a.cpp', '  #  include <emscripten/val.h>'],
    ['engine/spec/a.cpp', '#include <nlohmann/json.hpp>'],
    ['engine/other/a.cpp', ''],
    ['web/store/a.js', "import { b } from '../views/b.js';"],
    ['web/engine/a.js', "const b = await import('../store/b.js');"],
  ])('refuses %s with %s', (path, text) => {
    expect(violations(path, text)).toHaveLength(1);
  });
});

describe('the count of tests', () => {
  it('reads GoogleTest, Vitest and plain reports', () => {
    expect(countTests(['{"testsuites":[],"tests":9,"failures":2,"errors":0,"disabled":1}'], 1)).toEqual({
      passed: 6,
      failed: 2,
    });
    expect(countTests(['{"numPassedTests":5,"numFailedTests":0,"testResults":[]}'], 0)).toEqual({
      passed: 5,
      failed: 0,
    });
    expect(countTests(['{"passed":3,"failed":1}'], 1)).toEqual({ passed: 3, failed: 1 });
  });

  it('adds up the reports of a suite', () => {
    expect(countTests(['{"passed":3,"failed":1}', '{"passed":4,"failed":0}'], 1)).toEqual({
      passed: 7,
      failed: 1,
    });
    expect(countTests(['{"passed":3,"failed":0}', undefined], 0)).toEqual({ passed: 3, failed: 1 });
  });

  it('counts what left no report, or fails without saying so, as a failure', () => {
    expect(countTests([undefined], 0)).toEqual({ passed: 0, failed: 1 });
    expect(countTests(['{"passed":3,"failed":0}'], 134)).toEqual({ passed: 3, failed: 1 });
    const broken = {
      numPassedTests: 5,
      numFailedTests: 0,
      testResults: [{ status: 'failed', assertionResults: [] }],
    };
    expect(countTests([JSON.stringify(broken)], 1)).toEqual({ passed: 5, failed: 1 });
  });
});

it('the build only checks what is generated into the repository', () => {
  const build = readFileSync(new URL('../../build-scripts/build-page.sh', import.meta.url), 'utf8');
  const writers = build.split('\n').filter((line) => /write-[\w-]+\.mjs/.test(line));
  expect(writers.filter((line) => !line.endsWith(' --check'))).toEqual([]);
});

it('a cell of a table keeps its bars', () => {
  expect(markdownTable(['a', ''], [['x | y', 'z']])).toBe('| a |  |\n| --- | --- |\n| x \\| y | z |');
});

describe('a text between marks', () => {
  const marks = /** @type {[string, string]} */ (['<!-- a -->', '<!-- b -->']);
  it('is replaced, and nothing else', () => {
    expect(withMarkedText('1 <!-- a -->\n2\n<!-- b --> 3', marks, '\n$& 4\n')).toBe(
      '1 <!-- a -->\n\n$& 4\n\n<!-- b --> 3',
    );
  });
  it('is missed where there are no marks, or the wrong way round', () => {
    for (const page of ['', '<!-- a -->', '<!-- b --> <!-- a -->'])
      expect(() => withMarkedText(page, marks, '')).toThrow('no <!-- a -->');
  });
});

it('the data set in the repository is that of the package', () => {
  const path = new URL('../../engine/data/global_temperature.hpp', import.meta.url);
  expect(readFileSync(path, 'utf8')).toBe(header);
});

it('the font of the formulas has upright and italic letters', () => {
  const glyphs = glyphsOf(['<p>$$f(x) = h^{-1}$$</p>']);
  for (const glyph of ['f', '𝑓', '𝑥', 'ℎ', '=', '−', '(', '1']) expect(glyphs).toContain(glyph);
});
