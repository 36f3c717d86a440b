import { describe, expect, it } from 'vitest';
import { numberOf, readNumbers, readTable } from '../../web/views/data/csv-table.js';
import { areClasses, scaleRows, scalingText, thinned } from '../../web/views/data/scaling.js';
import { physical } from '../../web/store/units.js';

const table = (/** @type {string} */ text) => /** @type {any} */ (readTable(text));

describe('a table from text', () => {
  it.each([
    ['x,y\n1,2\n3,4', 'commas'],
    ['x;y\n1;2\n3;4\n', 'semicolons'],
    ['x\ty\r\n1\t2\r\n3\t4\r\n', 'tabs'],
    ['\uFEFFx,y\n1,2\n\n# more\n3,4', 'commas'],
  ])('%j', (text, separator) => {
    const { names, rows, separator: found } = table(text);
    expect([names, found]).toEqual([['x', 'y'], separator]);
    expect(rows.map((/** @type {any} */ { cells }) => cells)).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('names columns itself where the first line is numbers', () => {
    expect(table('1,2\n3,4')).toMatchObject({
      names: ['column 1', 'column 2'],
      rows: [{ line: 1 }, { line: 2 }],
    });
  });

  it('is none where there is no line', () => {
    for (const text of ['', '\n\n', '# only a remark']) expect(readTable(text)).toBeUndefined();
  });

  it('counts lines as an editor does, cells of several lines included', () => {
    const { rows } = table('x,y\n1,"a\nb"\n\n2,3\n');
    expect(rows.map((/** @type {any} */ { line }) => line)).toEqual([2, 5]);
  });
});

describe('numbers of a table', () => {
  it.each([
    ['1.5', 1.5],
    [' −2e3 ', -2000],
    ['1,5', 1.5],
    ['0x10', 16],
    ['', NaN],
    ['1.5 °C', NaN],
    ['NA', NaN],
  ])('%j is %f', (cell, number) => expect(numberOf(cell)).toBe(number));

  it('come from whole lines; what is wrong with the others is said by line and column', () => {
    const read = readNumbers(table('year,t\n1880,1\n1881,abc\n1882\n1883,\n1884,2'), [0, 1]);
    expect(read.rows).toEqual([
      [1880, 1],
      [1884, 2],
    ]);
    expect(read.faults).toEqual([
      'Line 3, t: “abc” is not a number.',
      'Line 4 has 1 of 2 cells.',
      'Line 5, t: the cell is empty.',
    ]);
  });

  it('are not looked for in columns that are not chosen', () => {
    expect(readNumbers(table('a,b,c\n1,x,2'), [0, 2])).toEqual({ rows: [[1, 2]], faults: [] });
  });
});

describe('scaling', () => {
  const rows = [
    [1900, 10],
    [1950, 12],
    [2000, 14],
  ];

  it('fills [−π, π] with one or two inputs, and gives the target mean 0 and variance 1', () => {
    const { rows: scaled, units } = scaleRows(rows, ['year', 't'], 'standard');
    expect(scaled.map(([x]) => x)).toEqual([-Math.PI, 0, Math.PI]);
    const targets = scaled.map(([, y]) => y);
    expect(targets.reduce((sum, y) => sum + y, 0)).toBeCloseTo(0, 12);
    expect(targets.reduce((sum, y) => sum + y * y, 0) / 3).toBeCloseTo(1, 12);
    scaled.forEach(([x, y], i) => {
      expect(physical(units.inputs[0], x)).toBeCloseTo(rows[i][0], 9);
      expect(physical(units.output, y)).toBeCloseTo(rows[i][1], 9);
    });
  });

  it('standardises more inputs, makes classes, leaves as it is, bears constant columns', () => {
    const many = [
      [1, 5, 7, 0],
      [3, 5, 8, 1],
    ];
    const { rows: scaled } = scaleRows(many, ['a', 'b', 'c', 'y'], 'classes');
    expect(scaled).toEqual([
      [-1, 0, -1, -1],
      [1, 0, 1, 1],
    ]);
    expect(scaleRows(rows, ['x', 'y'], 'plain').rows.map(([, y]) => y)).toEqual([10, 12, 14]);
    expect([areClasses([0, 1, 1]), areClasses([0, 1, 2]), areClasses([3])]).toEqual([true, false, false]);
  });

  it('is stated', () => {
    expect(scalingText('x', { label: 'year', offset: 1951.5, scale: 22.75 })).toBe(
      'x = (year − 1951.5) / 22.75',
    );
    expect(scalingText('y', { label: 't', offset: -2, scale: 1 })).toBe('y = (t + 2) / 1');
    expect(scalingText('y', { label: 't', offset: 0, scale: 1 })).toBe('y = t');
  });

  it('takes equally spaced lines of too many', () => {
    const many = Array.from({ length: 1000 }, (_, i) => i);
    expect(thinned(many, 4)).toEqual([0, 250, 500, 750]);
    expect(thinned(many, 2000)).toBe(many);
  });
});
