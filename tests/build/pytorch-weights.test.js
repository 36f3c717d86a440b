import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadEngine } from '../../build-scripts/load-engine.mjs';
import { unpack } from '../../web/engine/block.js';

/** @type {import('../../web/engine/types.js').EngineModule} */
let engine;
beforeAll(async () => {
  engine = await loadEngine();
});

const script = fileURLToPath(new URL('pytorch_stand_in.py', import.meta.url));
const converted = (/** @type {string} */ model) =>
  JSON.parse(execFileSync('python3', [script, model], { encoding: 'utf8' }));

/** What the engine's network says at t = 0, output by output. @param {object} document @param {number[]} weights */
function outputsAtStart(document, weights) {
  const short = { ...document, dynamics: { firstTime: 1e-6, lastTime: 2e-6, frames: 2 } };
  expect(engine.validate(short, weights)).toEqual([]);
  const run = new engine.Run('network', short, weights);
  try {
    while (run.advance(1000).status === 'running');
    return [...unpack(run.frameLayout(), run.takeFrame() ?? new Float32Array()).trainOutput];
  } finally {
    run.delete();
  }
}

describe('weights from PyTorch', () => {
  it.each(['tanh', 'gelu', 'softplus', 'relu', 'leakyRelu', 'sigmoid', 'swish', 'linear', 'frozen'])(
    'give the same function: %s',
    (model) => {
      const { document, weights, outputs } = converted(model);
      const expected = outputs[0].flatMap((/** @type {unknown} */ _, /** @type {number} */ o) =>
        outputs.map((/** @type {number[]} */ row) => row[o]),
      );
      const found = outputsAtStart(document, weights);
      expect(found).toHaveLength(expected.length);
      found.forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThan(2e-6));
    },
  );

  it('say which layers are trained', () => {
    expect(converted('tanh').document.network.trainedLayers).toEqual([1, 2]);
    expect(converted('frozen').document.network).toMatchObject({ trainedLayers: [3], widths: [4, 3] });
  });

  it.each([
    ['mixed', /layer 1/],
    ['all frozen', /no layer is trained/],
    ['other activation', /Hardtanh is not an activation/],
    ['other slope', /negative_slope = 0.2/],
    ['approximate', /approximate = tanh/],
    ['two activations', /relu, tanh/],
    ['activation at the end', /must be Linear, activation, Linear/],
    ['one missing', /must be Linear, activation, Linear/],
    ['one layer', /two Linear layers/],
    ['no bias', /must have a bias/],
  ])('refuse %s by name', (model, message) => {
    expect(converted(model).error).toMatch(message);
  });
});
