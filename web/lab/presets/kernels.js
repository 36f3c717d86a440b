/** @import { PresetOfGroup } from '../presets.js' */

/** @type {PresetOfGroup[]} */
export const kernels = [
  {
    id: 'bad-kernel',
    name: 'A bad kernel',
    claims: ['C10', 'C21'],
    fields: 'data.inputMap=circle&data.frequency=3&network.width=2048&dynamics.lastTime=1000',
    panels: 'training,modes',
    look: 'sin 3x on the circle, without a bias: every loss stops at ¼, for ever and for any width, because the kernel has no frequency 3. Set Input to Bias coordinate and all of it can be learned.',
  },
  {
    id: 'hexagon',
    name: 'Hexagon with alternating labels',
    claims: ['C10'],
    fields: 'data.source=step&data.count=6&data.frequency=3&data.inputMap=circle&network.antisymmetric=true',
    panels: 'training,modes',
    look: 'Six points, opposite ones with opposite labels: the labels lie in the null space of the kernel. Network, linearisation and limit stay at loss ½; nothing ever moves.',
  },
  {
    id: 'no-bias',
    name: 'No bias at all',
    claims: ['C10'],
    fields: 'data.inputMap=identity&network.width=2048&dynamics.lastTime=1000',
    panels: 'modes,training',
    look: 'Numbers x straight into ReLUs without a bias: each is a straight line on either side of 0, and so is any sum of them. The kernel has rank 2 and the loss stops.',
  },
  {
    id: 'ridge',
    name: 'Noise and a ridge',
    claims: ['C17'],
    fields: 'data.count=24&data.noise=0.3&limit.ridge=0.1&network.width=2048&dynamics.lastTime=1000',
    panels: 'training,kernel',
    look: 'Noisy targets: the ridgeless linearisation bends through every point, the limit with its ridge stays smooth and keeps its loss. Drag Ridge: only the limit is computed anew.',
  },
  {
    id: 'ensemble',
    name: 'All networks at once',
    claims: ['C17', 'C18'],
    fields:
      'limit.priorMean=zero&data.count=4&network.width=2048&dynamics.lastTime=1000&observe.ensemble=true',
    look: 'The limit as a random function: the band in the function panel is its spread over initialisations at this t. It closes at the four points as t grows and stays open between them, also at t = ∞.',
  },
  {
    id: 'finite-ensemble',
    name: 'Thirty-two networks against the limit',
    claims: ['C17', 'C18'],
    fields:
      'limit.priorMean=zero&data.count=4&network.width=256&dynamics.lastTime=1000&observe.ensemble=true&members=32',
    look: 'Mean ± 2σ over the initial weights of 32 networks of 256 neurons (blue) follow those of infinitely wide ones (pink) at every t, and close with them on the four points. At width 8 they stay three times as wide.',
  },
  {
    id: 'temperature',
    name: 'Temperature record',
    claims: ['C17', 'C18'],
    fields: 'data.source=globalTemperature&network.width=4096&dynamics.lastTime=1000',
    look: 'Real data: global temperature, 1880 to 2023. First the trend, then the bends, last the single years: early stopping is smoothing. At t = ∞ the limit goes through all of them.',
  },
];
