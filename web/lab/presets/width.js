/** @import { PresetOfGroup } from '../presets.js' */

/** @type {PresetOfGroup[]} */
export const width = [
  {
    id: 'lecture',
    name: 'The lecture’s network',
    claims: ['C4', 'C8', 'C17'],
    fields: '',
    look: 'Three functions start as one and stay close for a long time; K_t hardly leaves K₀ (point at a cell to see its two inputs). At t = ∞ the limit goes through every point: kernel regression.',
  },
  {
    id: 'wide',
    name: 'Wide: the limit is there',
    claims: ['C9', 'C16', 'C18', 'C21'],
    fields: 'network.width=16384&dynamics.lastTime=1000',
    look: '16 384 neurons: K₀ looks like Θ (initial kernel error half a per cent), and up to t = 100 the three curves lie on each other; the gap below them grows late. At t = ∞ only limit and linearisation go on.',
  },
  {
    id: 'narrow',
    name: 'Narrow: eight neurons',
    claims: ['C9', 'C16', 'C21'],
    fields: 'network.width=8',
    look: 'Eight neurons: K₀ is far from Θ, the network goes its own way, and its loss (Training) ends on a plateau that neither the linearisation nor the limit has.',
  },
  {
    id: 'last-layer',
    name: 'Only the last layer learns',
    claims: ['C4', 'C12'],
    fields:
      'network.parametrisation=ntk&network.biasScale=1&network.trainedLayers=2&network.width=2048&dynamics.lastTime=1000',
    look: 'Random features: the model is linear in its weights, so network and linearisation are one curve up to t = 1000, where the network ends, and K_t − K₀ is 0. The limit’s kernel is the NNGP.',
  },
  {
    id: 'deep',
    name: 'Deep: eight hidden layers',
    claims: ['C7', 'C12'],
    fields: 'network.parametrisation=ntk&network.activation=erf&network.depth=8&network.width=128',
    panels: 'training,kernel',
    look: 'At the same width depth costs: Kernel drift and Linearisation’s gap are several times those of one hidden layer. Press Pin this run, set Depth (Advanced) to 1 and compare.',
  },
];
