/** @import { PresetOfGroup } from '../presets.js' */

/** @type {PresetOfGroup[]} */
export const sweeps = [
  {
    id: 'sweep-width',
    name: 'Wider is closer: slope −½',
    claims: ['C9', 'C16'],
    fields: 'network.centred=true&dynamics.lastTime=100',
    sweep: 'network.width,16,1024,7,8,initialKernelError',
    look: 'Run the sweep: over widths and seeds ‖K_0 − Θ‖/‖Θ‖ falls like m^{−½}, and −½ lies in the interval of the fitted slope. Choose Gap to the limit: it falls too, at these widths a little slower.',
  },
  {
    id: 'sweep-smooth',
    name: 'Smooth is lazier: slope −1',
    claims: ['C5', 'C16'],
    fields: 'network.activation=erf&network.centred=true&dynamics.lastTime=100',
    sweep: 'network.width,64,512,4,8,kernelDrift',
    look: 'Run the sweep: with erf the kernel’s drift, and the gap to the linearisation, fall like 1/m, faster than the bound of C5. Set Activation to ReLU and run again: there the gap falls far less steeply.',
  },
  {
    id: 'sweep-depth',
    name: 'Deeper is farther',
    claims: ['C7'],
    fields:
      'network.parametrisation=ntk&network.activation=erf&network.width=64&network.centred=true&dynamics.lastTime=100',
    sweep: 'network.depth,1,6,6,4,kernelDrift',
    look: 'Run the sweep: one to six hidden layers of the same width. Each layer more lets training move the kernel more, and the gap to the linearisation grows with it.',
  },
  {
    id: 'sweep-scale',
    name: 'Output scale: from rich to lazy',
    claims: ['C16', 'C20'],
    fields: 'data.count=4&network.activation=erf&network.centred=true',
    sweep: 'network.alpha,0.1,100,7,4,kernelDrift',
    look: 'Run the sweep: from α = 0.1 to 100 the same network goes from rich to lazy, its drift falling like 1/α from α = 1 on. So does Weight movement: at small κ weights move far, the tension of C16.',
  },
  {
    id: 'sweep-threshold',
    name: 'Enough neurons',
    claims: ['C21'],
    fields: 'data.count=8',
    sweep: 'network.width,2,128,7,8,trainLoss',
    look: 'Run the sweep: eight points, two to 128 neurons. With few some seeds get stuck, and the dots lie decades apart; with many every seed trains, and what is left of the loss is small.',
  },
  {
    id: 'sweep-teacher',
    name: 'Better than its kernel',
    claims: ['C22', 'C23'],
    fields:
      'data.source=singleNeuron&network.width=32&network.parametrisation=meanField&network.centred=true&dynamics.lastTime=1000',
    sweep: 'data.count,8,64,4,3,testError',
    look: 'Run the sweep: one ReLU neuron in ten dimensions is learned from n points. At n = 64 the networks’ test error is a tenth below the limit’s (choose Test error of the limit); their slopes’ intervals still overlap.',
  },
];
