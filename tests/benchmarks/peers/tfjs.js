import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
setWasmPaths(
  createRequire(import.meta.url)
    .resolve('@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.node.js')
    .replace(/[^/]*$/, ''),
);
setThreadsCount(1);
await tf.setBackend('wasm');

/**
 * TensorFlow.js on its wasm backend, with SIMD, one thread: the optimiser's step of gradient descent.
 *
 * @param {object} problem see `describeStep` in `wasm_module.cpp`
 */
export function tfjsSteps({ isRelu, samples, rate, inputs, targets, layers }) {
  const x = tf.tensor(inputs, [samples, layers[0].inputs]);
  const y = tf.tensor(targets, [samples, 1]);
  const last = layers.length - 1;
  const parameters = layers.map(({ inputs: rows, outputs: columns, weights, bias }) => [
    tf.variable(tf.transpose(tf.tensor(weights, [columns, rows]))),
    tf.variable(tf.tensor(bias)),
  ]);

  const outputs = () =>
    layers.reduce((h, { weightScale, biasScale }, l) => {
      const [weights, bias] = parameters[l];
      const z = tf.add(tf.mul(tf.matMul(h, weights), weightScale), tf.mul(bias, biasScale));
      return l === last ? z : isRelu ? tf.relu(z) : tf.tanh(z);
    }, x);
  const loss = () => tf.mul(tf.sum(tf.square(tf.sub(outputs(), y))), 0.5 / samples);
  const optimizer = tf.train.sgd(rate);

  return {
    run(count) {
      for (let i = 0; i < count; i++) optimizer.minimize(loss);
      return parameters[last][1].dataSync()[0];
    },
    outputs: () => tf.tidy(() => outputs().dataSync()),
  };
}
