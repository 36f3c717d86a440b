import { init, defaultDevice, grad, jit, numpy as np, nn } from '@jax-js/jax';

await init('wasm');
defaultDevice('wasm');

/**
 * jax-js on its wasm backend: one compiled step, gradient by reverse mode. Arrays are consumed by what uses them unless
 * `.ref` is taken.
 *
 * @param {object} problem see `describeStep` in `wasm_module.cpp`
 */
export function jaxSteps({ isRelu, samples, rate, inputs, targets, layers }) {
  const x = np.array(inputs).reshape([samples, layers[0].inputs]);
  const y = np.array(targets).reshape([samples, 1]);
  const last = layers.length - 1;

  const outputs = (parameters, data) =>
    layers.reduce((h, { weightScale, biasScale }, l) => {
      const [weights, bias] = parameters[l];
      const z = np.dot(h, weights).mul(weightScale).add(bias.mul(biasScale));
      return l === last ? z : isRelu ? nn.relu(z) : np.tanh(z);
    }, data);
  const loss = (parameters, data, goal) =>
    np
      .square(outputs(parameters, data).sub(goal))
      .sum()
      .mul(0.5 / samples);
  const slope = grad(loss);
  const step = jit((parameters, data, goal) => {
    const kept = parameters.map(([weights, bias]) => [weights.ref, bias.ref]);
    const gradient = slope(kept, data, goal);
    return parameters.map(([weights, bias], l) => [
      weights.sub(gradient[l][0].mul(rate)),
      bias.sub(gradient[l][1].mul(rate)),
    ]);
  });

  let parameters = layers.map(({ inputs: rows, outputs: columns, weights, bias }) => [
    np.array(weights).reshape([columns, rows]).transpose().add(0),
    np.array(bias),
  ]);
  return {
    run(count) {
      for (let i = 0; i < count; i++) parameters = step(parameters, x.ref, y.ref);
      return parameters[last][1].ref.dataSync()[0];
    },
    outputs: () =>
      outputs(
        parameters.map(([w, b]) => [w.ref, b.ref]),
        x.ref,
      ).dataSync(),
  };
}
