/** @import { PresetOfGroup } from '../presets.js' */

/** @type {PresetOfGroup[]} */
export const training = [
  {
    id: 'modes',
    name: 'Mode after mode',
    claims: ['C15'],
    fields: 'data.source=sawtooth&network.activation=erf&network.width=4096&dynamics.lastTime=100000',
    panels: 'modes,training',
    look: 'Each eigenvector of the kernel decays by itself, like exp(−λ_i t/n): the measured dots lie on the predicted lines, over powers of ten of λ_i. So the loss falls in stairs (Training).',
  },
  {
    id: 'ill-conditioned',
    name: 'Ill-conditioned: two points almost one',
    claims: ['C15', 'C19'],
    fields:
      'data.source=points&data.points=-2,1;-1.95,-1;0,0.5;1.5,-0.5&network.activation=erf&network.width=4096',
    panels: 'training,modes',
    look: 'Two neighbours with opposite labels: their difference has the smallest eigenvalue. The loss waits on a plateau at ¼ for a thousand units of time. Drag one of them away and it is gone.',
  },
  {
    id: 'strongly-convex',
    name: 'As good as strongly convex',
    claims: ['C14', 'C19'],
    fields: 'data.count=4&network.width=4096&dynamics.lastTime=1000',
    panels: 'training,kernel',
    look: 'λ_{min}(K_t) stays (Smallest eigenvalue), so the loss is under L(0) exp(−λ₀t/n) and the path under √(2/λ₀)·‖f₀ − y‖ at every t. In the end the linearisation has moved by exactly √(rᵀK₀⁻¹r).',
  },
  {
    id: 'worst-case',
    name: 'ReLU: the worst weights in the ball',
    claims: ['C6'],
    fields: 'dynamics.lastTime=1000',
    panels: 'training,kernel',
    look: 'The last chart, three gaps of a ReLU network to its linearisation: at the trained weights, at the worst weights of the same ball, and the bound of C6, each several times the one before.',
  },
  {
    id: 'stochastic',
    name: 'Stochastic gradient descent',
    claims: ['C21'],
    fields:
      'dynamics.method=stochasticGradientDescent&dynamics.batchSize=4&dynamics.rate=2&dynamics.rateDecay=0.5&network.activation=erf&dynamics.firstTime=2&dynamics.lastTime=300',
    panels: 'training,kernel',
    look: 'Batches of four, a falling rate: up to t = 300, where it ends, the network jitters around the same limit. t adds up the rates, so the curves can be laid on each other.',
  },
  {
    id: 'large-rate',
    name: 'A rate just too large',
    claims: ['C15', 'C22'],
    fields: 'dynamics.method=gradientDescent&dynamics.rate=12&dynamics.firstTime=12&dynamics.lastTime=1200',
    panels: 'training,kernel',
    look: 'Gradient descent with η a third above 2n/λ_{max}: the loss first grows beyond its start, like a catapult, until the kernel itself has changed; then training goes on where the rate is stable.',
  },
  {
    id: 'divergence',
    name: 'Divergence',
    claims: ['C15'],
    fields: 'dynamics.method=gradientDescent&dynamics.rate=100&dynamics.firstTime=100',
    panels: 'training,kernel',
    look: 'η eleven times 2n/λ_{max}: each step makes the residual larger, and after a few the numbers end. The page says so, keeps what there is, and the flow’s two curves go on.',
  },
];
