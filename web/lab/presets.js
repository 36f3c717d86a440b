/**
 * One experiment for every regime, each a link with a sentence that says what to look for. tests/web/presets.test.js
 * holds each to what it promises; docs/presets.md is the table of claims that follows from this list.
 *
 * @typedef {object} Preset
 * @property {string} id
 * @property {string} name
 * @property {string} group
 * @property {string[]} claims of docs/claims.md that it shows
 * @property {string} fields what differs from the default document, as in a link
 * @property {string} [sweep] what the sweep panel, which is open then, is to run; as in a link
 * @property {string} look
 */

/** @type {Preset[]} */
export const presets = [
  {
    id: 'lecture',
    name: 'The lecture’s network',
    group: 'Width',
    claims: ['C4', 'C8', 'C17'],
    fields: '',
    look: 'Play: three functions start as one and stay close for a long time. The network’s kernel K_t hardly leaves K₀, and the limit ends at t = ∞ on every point: kernel regression.',
  },
  {
    id: 'wide',
    name: 'Wide: the limit is there',
    group: 'Width',
    claims: ['C9', 'C16', 'C18', 'C21'],
    fields: 'network.width=16384&dynamics.lastTime=1000',
    look: '16 384 neurons: K₀ looks like Θ (initial kernel error half a per cent), the three curves lie on each other, and the gap only grows late, at t beyond 100. Training needs very few steps.',
  },
  {
    id: 'narrow',
    name: 'Narrow: eight neurons',
    group: 'Width',
    claims: ['C9', 'C16', 'C21'],
    fields: 'network.width=8',
    look: 'Eight neurons: K₀ is far from Θ, the network goes its own way, and its loss ends on a plateau that neither the linearisation nor the limit has.',
  },
  {
    id: 'last-layer',
    name: 'Only the last layer learns',
    group: 'Width',
    claims: ['C4', 'C12'],
    fields:
      'network.parametrisation=ntk&network.biasScale=1&network.trainedLayers=2&network.width=2048&dynamics.lastTime=1000',
    look: 'Random features: the model is linear in its weights, so network and linearisation are one curve at every t and the kernel never moves. The limit’s kernel is the NNGP.',
  },
  {
    id: 'deep',
    name: 'Deep: eight hidden layers',
    group: 'Width',
    claims: ['C7', 'C12'],
    fields: 'network.parametrisation=ntk&network.activation=erf&network.depth=8&network.width=128',
    look: 'At the same width depth costs: kernel drift and the gap to the linearisation are several times those of one hidden layer (set Depth to 1 and compare the numbers).',
  },
  {
    id: 'lazy',
    name: 'Lazy: large output scale',
    group: 'Lazy or rich',
    claims: ['C5', 'C11', 'C20'],
    fields:
      'network.activation=erf&network.width=4096&network.centred=true&network.alpha=10&dynamics.lastTime=1000',
    look: 'α = 10 on a centred network zooms into its Taylor expansion: it trains, yet its kernel does not drift and its linearisation is exact to the eye, far below the bound of C5 (training panel).',
  },
  {
    id: 'small-scale',
    name: 'Small output scale',
    group: 'Lazy or rich',
    claims: ['C5', 'C20'],
    fields: 'network.activation=erf&network.width=256&network.centred=true&network.alpha=0.1',
    look: 'α = 0.1: to reach the same targets the weights move far, K_t leaves K₀ (drift above one half), a quarter of the units flip their sign: features move. Drag Output scale up and it becomes lazy.',
  },
  {
    id: 'rich',
    name: 'Rich: features are learned',
    group: 'Lazy or rich',
    claims: ['C22'],
    fields:
      'network.parametrisation=meanField&network.activation=tanh&network.width=128&network.centred=true&data.source=step&data.frequency=2&dynamics.lastTime=1000&observe.neurons=true',
    look: 'Mean-field scaling: the kernel turns towards the targets (alignment, training panel, almost doubles), neurons walk (neurons panel), and the network fits the steps long before its limit.',
  },
  {
    id: 'small-kappa',
    name: 'Small κ, limit from 0',
    group: 'Lazy or rich',
    claims: ['C11', 'C16'],
    fields: 'limit.priorMean=zero&network.width=4096&network.alpha=0.1&dynamics.lastTime=1000',
    look: 'The limit starts at 0, the network at f₀: κ = 0.1 makes f₀ small, so they come close. The price: the weights move ten times as far. Set κ to 1: f₀, and the gap at the start, are ten times as large.',
  },
  {
    id: 'bad-kernel',
    name: 'A bad kernel',
    group: 'Kernels',
    claims: ['C10', 'C21'],
    fields: 'data.inputMap=circle&data.frequency=3&network.width=2048&dynamics.lastTime=1000',
    look: 'sin 3x on the circle, without a bias: every loss stops at ¼, for ever and for any width, because the kernel has no frequency 3. Set Input to Bias coordinate and all of it can be learned.',
  },
  {
    id: 'hexagon',
    name: 'Hexagon with alternating labels',
    group: 'Kernels',
    claims: ['C10'],
    fields: 'data.source=step&data.count=6&data.frequency=3&data.inputMap=circle&network.antisymmetric=true',
    look: 'Six points, opposite ones with opposite labels: the labels lie in the null space of the kernel. Network, linearisation and limit stay at loss ½; nothing ever moves.',
  },
  {
    id: 'no-bias',
    name: 'No bias at all',
    group: 'Kernels',
    claims: ['C10'],
    fields: 'data.inputMap=identity&network.width=2048&dynamics.lastTime=1000',
    look: 'Numbers x straight into ReLUs without a bias: each is a straight line on either side of 0, and so is any sum of them. The kernel has rank 2 and the loss stops.',
  },
  {
    id: 'ridge',
    name: 'Noise and a ridge',
    group: 'Kernels',
    claims: ['C17'],
    fields: 'data.count=24&data.noise=0.3&limit.ridge=0.1&network.width=2048&dynamics.lastTime=1000',
    look: 'Noisy targets: the ridgeless linearisation bends through every point, the limit with its ridge stays smooth and keeps its loss. Drag Ridge: only the limit is computed anew.',
  },
  {
    id: 'ensemble',
    name: 'All networks at once',
    group: 'Kernels',
    claims: ['C17', 'C18'],
    fields:
      'limit.priorMean=zero&data.count=4&network.width=2048&dynamics.lastTime=1000&observe.ensemble=true',
    look: 'The limit as a random function: the band in the function panel is its spread over initialisations at this t. It closes at the four points as t grows and stays open between them, also at t = ∞.',
  },
  {
    id: 'finite-ensemble',
    name: 'Thirty-two networks against the limit',
    group: 'Kernels',
    claims: ['C17', 'C18'],
    fields:
      'limit.priorMean=zero&data.count=4&network.width=256&dynamics.lastTime=1000&observe.ensemble=true&members=32',
    look: 'Mean ± 2σ over the initial weights of 32 networks of 256 neurons (blue) follow those of infinitely wide ones (pink) at every t, and close with them on the four points. At width 8 they stay three times as wide.',
  },
  {
    id: 'temperature',
    name: 'Temperature record',
    group: 'Kernels',
    claims: ['C17', 'C18'],
    fields: 'data.source=globalTemperature&network.width=4096&dynamics.lastTime=1000',
    look: 'Real data: global temperature, 1880 to 2023. First the trend, then the bends, last the single years: early stopping is smoothing. At t = ∞ the limit goes through all of them.',
  },
  {
    id: 'modes',
    name: 'Mode after mode',
    group: 'Training',
    claims: ['C15'],
    fields: 'data.source=sawtooth&network.activation=erf&network.width=4096&dynamics.lastTime=100000',
    look: 'The loss falls in stairs, a stair an eigenvector: mode i decays like exp(−λ_i t/n), and λ_i fall by powers of ten. The modes panel has the measured dots on the predicted lines.',
  },
  {
    id: 'ill-conditioned',
    name: 'Ill-conditioned: two points almost one',
    group: 'Training',
    claims: ['C15', 'C19'],
    fields:
      'data.source=points&data.points=-2,1;-1.95,-1;0,0.5;1.5,-0.5&network.activation=erf&network.width=4096',
    look: 'Two neighbours with opposite labels: their difference has the smallest eigenvalue. The loss waits on a plateau at ¼ for a thousand units of time. Drag one of them away and it is gone.',
  },
  {
    id: 'strongly-convex',
    name: 'As good as strongly convex',
    group: 'Training',
    claims: ['C14', 'C19'],
    fields: 'data.count=4&network.width=4096&dynamics.lastTime=1000',
    look: 'Training panel: λ_{min}(K_t) stays, so the loss stays under L(0) exp(−λ₀t/n) and the path under √(2/λ₀)·‖f₀ − y‖ at every t. The linearisation moves by exactly √(rᵀK₀⁻¹r).',
  },
  {
    id: 'worst-case',
    name: 'ReLU: the worst weights in the ball',
    group: 'Training',
    claims: ['C6'],
    fields: 'dynamics.lastTime=1000',
    look: 'Training panel, three gaps to the linearisation of a ReLU network: the trained weights’, the worst weights’ in the same ball, and the bound of C6, each several times the one before.',
  },
  {
    id: 'stochastic',
    name: 'Stochastic gradient descent',
    group: 'Training',
    claims: ['C21'],
    fields:
      'dynamics.method=stochasticGradientDescent&dynamics.batchSize=4&dynamics.rate=2&dynamics.rateDecay=0.5&network.activation=erf&dynamics.firstTime=2&dynamics.lastTime=300',
    look: 'Batches of four, a falling rate: the network jitters around the same limit. t adds up the rates, so the curves can be laid on each other.',
  },
  {
    id: 'large-rate',
    name: 'A rate just too large',
    group: 'Training',
    claims: ['C15', 'C22'],
    fields: 'dynamics.method=gradientDescent&dynamics.rate=12&dynamics.firstTime=12&dynamics.lastTime=1200',
    look: 'Gradient descent with η a third above 2n/λ_{max}: the loss first grows beyond its start, like a catapult, until the kernel itself has changed; then training goes on where the rate is stable.',
  },
  {
    id: 'divergence',
    name: 'Divergence',
    group: 'Training',
    claims: ['C15'],
    fields: 'dynamics.method=gradientDescent&dynamics.rate=100&dynamics.firstTime=100',
    look: 'η eleven times 2n/λ_{max}: each step makes the residual larger, and after a few the numbers end. The page says so, keeps what there is, and the flow’s two curves go on.',
  },
  {
    id: 'xor',
    name: 'XOR in the plane',
    group: 'In the plane',
    claims: ['C21', 'C22'],
    fields: 'data.source=xor&network.width=512&observe.neurons=true',
    look: 'Two coordinates, label the sign of x₁x₂: a linear model fails, the kernel does not. The three maps of the function panel agree, first in colour, at last in the boundary.',
  },
  {
    id: 'lazy-against-rich',
    name: 'Lazy against rich',
    group: 'Side by side',
    claims: ['C16', 'C22'],
    fields:
      'network.parametrisation=meanField&network.activation=tanh&network.width=128&network.centred=true&data.source=step&data.frequency=2&dynamics.lastTime=1000&pin.network.parametrisation=ntk',
    look: 'The same network twice, on one clock: in NTK scaling (pinned) it follows its limit, in mean-field scaling it leaves it and fits the steps forty times as well. Training panel: only one kernel moves.',
  },
  {
    id: 'narrow-against-wide',
    name: 'Narrow against wide',
    group: 'Side by side',
    claims: ['C9', 'C18', 'C21'],
    fields: 'network.width=4096&dynamics.lastTime=1000&pin.network.width=8',
    look: 'Eight neurons (pinned) beside 4096, the same data and scale: on the left three curves that part, on the right one curve. The kernel drifts thirty times as far there.',
  },
  {
    id: 'no-bias-against-bias',
    name: 'A bad kernel against a good one',
    group: 'Side by side',
    claims: ['C10'],
    fields: 'data.frequency=3&network.width=2048&dynamics.lastTime=1000&pin.data.inputMap=circle',
    look: 'sin 3x: on the circle without a bias (pinned) the loss stops at ¼ for ever, with a bias coordinate it falls. Nothing else differs; Swap and change the frequency to 2 to see the circle learn.',
  },
  {
    id: 'shallow-against-deep',
    name: 'Shallow against deep',
    group: 'Side by side',
    claims: ['C7', 'C12'],
    fields:
      'network.parametrisation=ntk&network.activation=erf&network.depth=8&network.width=128&pin.network.depth=1',
    look: 'One hidden layer (pinned) beside eight of the same width: the deep one’s kernel is six times as far from its limit at the start and drifts four times as far, so its three curves part.',
  },
  {
    id: 'sweep-width',
    name: 'Wider is closer: slope −½',
    group: 'Sweeps',
    claims: ['C9', 'C16'],
    fields: 'network.centred=true&dynamics.lastTime=100',
    sweep: 'network.width,16,1024,7,8,initialKernelError',
    look: 'Run the sweep: over widths and seeds ‖K_0 − Θ‖/‖Θ‖ falls like m^{−½}, and −½ lies in the interval of the fitted slope. Choose Gap to the limit: it falls too, at these widths a little slower.',
  },
  {
    id: 'sweep-smooth',
    name: 'Smooth is lazier: slope −1',
    group: 'Sweeps',
    claims: ['C5', 'C16'],
    fields: 'network.activation=erf&network.centred=true&dynamics.lastTime=100',
    sweep: 'network.width,64,512,4,8,kernelDrift',
    look: 'Run the sweep: with erf the kernel’s drift, and the gap to the linearisation, fall like 1/m, faster than the bound of C5. Set Activation to ReLU and run again: there the gap falls far less steeply.',
  },
  {
    id: 'sweep-depth',
    name: 'Deeper is farther',
    group: 'Sweeps',
    claims: ['C7'],
    fields:
      'network.parametrisation=ntk&network.activation=erf&network.width=64&network.centred=true&dynamics.lastTime=100',
    sweep: 'network.depth,1,6,6,4,kernelDrift',
    look: 'Run the sweep: one to six hidden layers of the same width. Each layer more lets training move the kernel more, and the gap to the linearisation grows with it.',
  },
  {
    id: 'sweep-scale',
    name: 'Output scale: from rich to lazy',
    group: 'Sweeps',
    claims: ['C16', 'C20'],
    fields: 'data.count=4&network.activation=erf&network.centred=true',
    sweep: 'network.alpha,0.1,100,7,4,kernelDrift',
    look: 'Run the sweep: from α = 0.1 to 100 the same network goes from rich to lazy, its drift falling like 1/α from α = 1 on. So does Weight movement: at small κ weights move far, the tension of C16.',
  },
  {
    id: 'sweep-threshold',
    name: 'Enough neurons',
    group: 'Sweeps',
    claims: ['C21'],
    fields: 'data.count=8',
    sweep: 'network.width,2,128,7,8,trainLoss',
    look: 'Run the sweep: eight points, two to 128 neurons. With few some seeds get stuck, and the dots lie decades apart; with many every seed trains, and what is left of the loss is small.',
  },
  {
    id: 'sweep-teacher',
    name: 'Better than its kernel',
    group: 'Sweeps',
    claims: ['C22', 'C23'],
    fields:
      'data.source=singleNeuron&network.width=32&network.parametrisation=meanField&network.centred=true&dynamics.lastTime=1000',
    sweep: 'data.count,8,64,4,3,testError',
    look: 'Run the sweep: one ReLU neuron in ten dimensions is learned from n points. The network’s test error falls faster than the limit’s: choose Test error of the limit and compare the slopes.',
  },
];

/** The link of a preset, as the address has it. @param {Preset} preset */
export const hashOf = ({ fields, sweep }) =>
  `#v=1${fields === '' ? '' : `&${fields}`}${sweep === undefined ? '' : `&view=sweep,training&sweep=${sweep}`}`;
