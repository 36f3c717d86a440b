/** @import { PresetOfGroup } from '../presets.js' */

/** @type {PresetOfGroup[]} */
export const sideBySide = [
  {
    id: 'lazy-against-rich',
    name: 'Lazy against rich',
    claims: ['C16', 'C22'],
    fields:
      'network.parametrisation=meanField&network.activation=tanh&network.width=128&network.centred=true&data.source=step&data.frequency=2&dynamics.lastTime=1000&pin.network.parametrisation=ntk',
    look: 'The same network twice, on one clock. Up to t = 1000, where both end, it follows its limit in NTK scaling (pinned); in mean-field scaling it leaves it and fits the steps forty times as well. Only one kernel drifts (Training).',
  },
  {
    id: 'narrow-against-wide',
    name: 'Narrow against wide',
    claims: ['C9', 'C18', 'C21'],
    fields: 'network.width=4096&dynamics.lastTime=1000&pin.network.width=8',
    look: 'Eight neurons (pinned) beside 4096, the same data and scale: on the left three curves that part, on the right one curve. The kernel drifts thirty times as far there.',
  },
  {
    id: 'no-bias-against-bias',
    name: 'A bad kernel against a good one',
    claims: ['C10'],
    fields: 'data.frequency=3&network.width=2048&dynamics.lastTime=1000&pin.data.inputMap=circle',
    look: 'sin 3x: on the circle without a bias (pinned) the loss stops at ¼ for ever, with a bias coordinate it falls. Nothing else differs; Swap and change the frequency to 2 to see the circle learn.',
  },
  {
    id: 'shallow-against-deep',
    name: 'Shallow against deep',
    claims: ['C7', 'C12'],
    fields:
      'network.parametrisation=ntk&network.activation=erf&network.depth=8&network.width=128&pin.network.depth=1',
    look: 'One hidden layer (pinned) beside eight of the same width: the deep one’s kernel is six times as far from its limit at the start and drifts four times as far, so its three curves part.',
  },
];
