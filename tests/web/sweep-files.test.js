import { expect, it } from 'vitest';
import { defaultDocument } from '../../web/store/document.js';
import { firstPlan } from '../../web/store/sweep-plan.js';
import { sweepJson } from '../../web/views/sweep/sweep-json.js';

const values = [4, 8, 16, 32];
const errors = [1, 0.6, 0.2, 0.13];
/** Two draws with the same numbers, the later draw first. */
const cells = [1, 0].flatMap((member) =>
  values.map((value, i) => ({
    ...{ value, member, status: /** @type {const} */ ('finished'), sentence: '' },
    measures: { limitTestError: errors[i], testError: errors[i], kernelDrift: NaN },
  })),
);
const sweep = {
  ...{ document: defaultDocument(), values, cells, isOld: false },
  plan: { ...firstPlan, path: 'data.count', members: 2, measure: 'limitTestError' },
};

it('a sweep as JSON has the experiment, and every cell in order, NaN by name', () => {
  const file = JSON.parse(sweepJson(sweep));
  expect(file).toMatchObject({ format: 'ntk-lab-sweep', path: 'data.count', values, members: 2 });
  expect(file.document).toEqual(defaultDocument());
  expect(file.cells).toHaveLength(8);
  expect(file.cells[3]).toMatchObject({
    value: 8,
    member: 1,
    measures: { testError: 0.6, kernelDrift: 'NaN' },
  });
});
