/** @import { PresetOfGroup } from '../presets.js' */

/** @type {PresetOfGroup[]} */
export const lazyOrRich = [
  {
    id: 'lazy',
    name: 'Lazy: large output scale',
    claims: ['C5', 'C11', 'C20'],
    fields:
      'network.activation=erf&network.width=4096&network.centred=true&network.alpha=10&dynamics.lastTime=1000',
    panels: 'training,kernel',
    look: 'α = 10 on a centred network zooms into its Taylor expansion: it trains, yet Kernel drift stays below 1/1000 and Linearisation’s gap far below the bound of C5. It ends at t = 1000: t = ∞ is the kernels’ alone.',
  },
  {
    id: 'small-scale',
    name: 'Small output scale',
    claims: ['C5', 'C20'],
    fields: 'network.activation=erf&network.width=256&network.centred=true&network.alpha=0.1',
    panels: 'training,kernel',
    look: 'α = 0.1: to reach the same targets the weights move far. Kernel drift passes one half, and a quarter of the units flip their sign (Neurons): features move. Drag Output scale up to 10 and it is lazy.',
  },
  {
    id: 'rich',
    name: 'Rich: features are learned',
    claims: ['C22'],
    fields:
      'network.parametrisation=meanField&network.activation=tanh&network.width=128&network.centred=true&data.source=step&data.frequency=2&dynamics.lastTime=1000&observe.neurons=true',
    panels: 'neurons,training',
    look: 'Mean-field scaling: neurons walk into a few directions, and K_t turns towards the targets (Training: alignment almost doubles). By t = 1000, where it ends, the network has fitted the steps; at t = ∞ its limit overshoots.',
  },
  {
    id: 'small-kappa',
    name: 'Small κ, limit from 0',
    claims: ['C11', 'C16'],
    fields: 'limit.priorMean=zero&network.width=4096&network.alpha=0.1&dynamics.lastTime=1000',
    panels: 'training,kernel',
    look: 'The limit starts at 0, the network at f₀: κ = 0.1 (Output scale) makes f₀, the gap at t = 0, ten times smaller than κ = 1. The price: weights move ten times as far, and time is 100 times slower, so the network is not done.',
  },
];
