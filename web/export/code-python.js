/** @import { ExperimentDocument } from '../engine/types.js' */
import { getField } from '../store/document.js';

/** What stands for σ in neural_tangents.stax; what it has no closed form for is integrated numerically. */
const activations = /** @type {Record<string, string>} */ ({
  relu: 'stax.Relu()',
  leakyRelu: 'stax.LeakyRelu(0.01)',
  abs: 'stax.Abs()',
  linear: 'stax.Identity()',
  erf: 'stax.Erf()',
  gelu: 'stax.Gelu()',
  sin: 'stax.Sin()',
  cos: 'stax.Cos()',
  quadratic: 'stax.Monomial(2)',
  cubic: 'stax.Monomial(3)',
  tanh: 'stax.ElementwiseNumerical(jax.numpy.tanh, deg=25)',
  sigmoid: 'stax.ElementwiseNumerical(jax.nn.sigmoid, deg=25)',
  softplus: 'stax.ElementwiseNumerical(jax.nn.softplus, deg=25)',
  swish: 'stax.ElementwiseNumerical(jax.nn.swish, deg=25)',
});

/** How drawn coordinates become inputs of the network. */
const inputMaps = /** @type {Record<string, string>} */ ({
  biasCoordinate: [
    'def inputs(x):  # a bias coordinate, on the unit sphere',
    '    x = np.concatenate([x, np.ones((len(x), 1))], axis=1)',
    '    return x / np.linalg.norm(x, axis=1, keepdims=True)',
  ].join('\n'),
  circle: [
    'def inputs(x):  # an angle, on the unit circle',
    '    return np.concatenate([np.cos(x), np.sin(x)], axis=1)',
  ].join('\n'),
  identity: 'def inputs(x):\n    return x',
});

/**
 * What neural-tangents has no words for; empty if it can do the limit of this experiment.
 * @param {ExperimentDocument} document
 */
export function pythonObstacles(document) {
  const get = (/** @type {string} */ path) => getField(document, path);
  const obstacles = [];
  const isLecture = get('network.parametrisation') === 'lecture';
  if (!isLecture && get('network.parametrisation') !== 'ntk')
    obstacles.push(`its limit kernels have no parametrisation "${get('network.parametrisation')}"`);
  if (!['', String(get('network.depth') + 1)].includes(get('network.trainedLayers').join()) && !isLecture)
    obstacles.push('its limit kernels train all layers or the last one');
  if (isLecture && !['', '1'].includes(get('network.trainedLayers').join()))
    obstacles.push('its limit kernels cannot train these layers alone');
  if (isLecture && get('network.depth') > 1)
    obstacles.push('the lecture’s network with more layers is not in it');
  if (get('network.weightScales').length + get('network.biasScales').length > 0)
    obstacles.push('scales layer by layer have to be written by hand');
  if (get('dynamics.loss') !== 'square') obstacles.push('this program is for the square loss');
  return obstacles;
}

/** @param {ArrayLike<number>} values @param {number} columns */
function rowsText(values, columns) {
  const rows = Array.from({ length: values.length / columns }, (_, i) =>
    Array.from({ length: columns }, (__, j) => Number(Number(values[i * columns + j]).toPrecision(7))),
  );
  return `np.array([${rows.map((row) => `[${row.join(', ')}]`).join(', ')}])`;
}

/** @param {ExperimentDocument} document @param {number} inputCount coordinates of an input of the network */
function layersText(document, inputCount) {
  const get = (/** @type {string} */ path) => getField(document, path);
  const outputs = get('network.outputs');
  const activation = activations[get('network.activation')];
  if (get('network.parametrisation') === 'lecture')
    return [`stax.Dense(1, W_std=${inputCount} ** 0.5)`, activation, `stax.Dense(${outputs}, W_std=1.0)`];
  const scales = `W_std=${get('network.weightScale')}, b_std=${get('network.biasScale')}`;
  const hidden = Array.from({ length: get('network.depth') }, () => [`stax.Dense(1, ${scales})`, activation]);
  return [...hidden.flat(), `stax.Dense(${outputs}, ${scales})`];
}

/** The kernel in terms of `get=('nngp', 'ntk')`, and why. @param {ExperimentDocument} document */
function kernelText(document) {
  const get = (/** @type {string} */ path) => getField(document, path);
  if (get('limit.kernel') === 'nngp') return ['k.nngp', 'the covariance at initialisation'];
  if (get('network.parametrisation') === 'lecture')
    return ['(k.ntk - k.nngp)', 'without what the output layer would add if it were trained'];
  return get('network.trainedLayers').length === 1
    ? ['k.nngp', 'only the last layer is trained']
    : ['k.ntk', 'all layers are trained'];
}

/**
 * The infinite-width limit with neural-tangents (Novak et al. 2020), at the document's last time and at t = ∞, started
 * at 0; its loss is averaged over outputs too, so that time counts k times as much.
 * @param {ExperimentDocument} document
 * @param {{ x: ArrayLike<number>, y: ArrayLike<number>, coordinates: number }} data as drawn, row-major; y output-major
 */
export function pythonCode(document, { x, y, coordinates }) {
  const obstacles = pythonObstacles(document);
  if (obstacles.length > 0) return `# neural-tangents cannot do this experiment: ${obstacles.join('; ')}.\n`;
  const get = (/** @type {string} */ path) => getField(document, path);
  const outputs = get('network.outputs');
  const count = x.length / coordinates;
  const targets = Array.from(
    { length: count * outputs },
    (_, i) => y[(i % outputs) * count + Math.floor(i / outputs)],
  );
  const map = get('data.inputMap');
  const [formula, reason] = kernelText(document);
  const inputCount = { biasCoordinate: coordinates + 1, circle: 2, identity: coordinates }[
    /** @type {'circle'} */ (map)
  ];
  return `# pip install neural-tangents
import jax
import numpy as np
import neural_tangents as nt
from neural_tangents import stax

jax.config.update('jax_enable_x64', True)

x_train = ${rowsText(x, coordinates)}
y_train = ${rowsText(targets, outputs)}
x_test = ${coordinates === 1 ? 'np.linspace(-np.pi, np.pi, 241)[:, None]' : 'x_train'}


${inputMaps[map]}


_, _, kernel_fn = stax.serial(
    ${layersText(document, inputCount).join(',\n    ')},
)


def kernel(x1, x2):  # alpha^2 included, no 1/n
    k = kernel_fn(inputs(x1), inputs(x2), get=('nngp', 'ntk'))
    return ${get('network.alpha')} ** 2 * ${formula}  # ${reason}


predict = nt.predict.gradient_descent_mse(
    kernel(x_train, x_train), y_train, diag_reg=${get('limit.ridge')}, diag_reg_absolute_scale=True)
for t in (${get('dynamics.lastTime')}, np.inf):
    f_train = predict(t * ${outputs}, None, 0.0, kernel(x_train, x_train))  # started at 0
    f_test = predict(t * ${outputs}, None, 0.0, kernel(x_test, x_train))
    print(t, 0.5 * np.mean(np.sum((f_train - y_train) ** 2, axis=1)))
`;
}
