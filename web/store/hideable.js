import { fields } from './document.js';

/** Parts of a figure and of the laboratory's page that a link may hide, besides the controls of single fields. */
export const hideableParts = [
  { name: 'header', label: 'Title and formula' },
  { name: 'presets', label: 'Presets' },
  { name: 'actions', label: 'Share, embed, export, code, present' },
  { name: 'controls', label: 'All controls' },
  { name: 'advanced', label: 'Advanced controls' },
  { name: 'time-bar', label: 'Play, steps and speed' },
  { name: 'panels', label: 'All panels' },
  { name: 'kernel', label: 'Kernel' },
  { name: 'modes', label: 'Modes' },
  { name: 'training', label: 'Training' },
  { name: 'neurons', label: 'Neurons' },
  { name: 'sweep', label: 'Sweep' },
  { name: 'numbers', label: 'Numbers now' },
];

const names = new Set([...hideableParts.map(({ name }) => name), ...fields.keys()]);

/**
 * The names of a list `kernel,network.width` that can be hidden, each once, and a warning for each of the others.
 * @param {string} text
 * @returns {{ hidden: string[], warnings: string[] }}
 */
export function readHidden(text) {
  const wanted = [...new Set(text.split(/[\s,]+/).filter((name) => name !== ''))];
  const unknown = wanted.filter((name) => !names.has(name));
  return {
    hidden: wanted.filter((name) => names.has(name)),
    warnings: unknown.map((name) => `"${name.slice(0, 40)}" is nothing that can be hidden`),
  };
}
