/** @import { PresetOfGroup } from '../presets.js' */

/** @type {PresetOfGroup[]} */
export const plane = [
  {
    id: 'xor',
    name: 'XOR in the plane',
    claims: ['C21', 'C22'],
    fields: 'data.source=xor&network.width=512&observe.neurons=true',
    look: 'Two coordinates, label the sign of x₁x₂: a linear model fails, the kernel does not. The three maps of the function panel agree, first in colour, at last in the boundary.',
  },
];
