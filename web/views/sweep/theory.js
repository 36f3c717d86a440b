/** @import { ExperimentDocument } from '../../engine/types.js' */
import { getField } from '../../store/document.js';

/** @typedef {{ slope: number, label: string, claim: string, towards: string }} Reference towards: where it holds */

const kinked = ['relu', 'leakyRelu', 'abs'];

/** @type {Record<'half' | 'one' | 'none', Pick<Reference, 'slope' | 'label'>>} */
const slopes = {
  half: { slope: -0.5, label: '−½' },
  one: { slope: -1, label: '−1' },
  none: { slope: 0, label: '0' },
};

/**
 * Over width, at a time that is fixed. Kernels of the lecture's and of the NTK parametrisation are means over neurons;
 * what training does to them is of order m^{−1} where σ″ exists, and m^{−1/2} where neurons cross their kink.
 * @param {ExperimentDocument} document
 * @returns {Record<string, Omit<Reference, 'towards'>>}
 */
function overWidth(document) {
  const isSmooth = !kinked.includes(getField(document, 'network.activation'));
  const isFromZero = ['network.centred', 'network.antisymmetric'].some((path) => getField(document, path));
  const isStartShared = isFromZero || getField(document, 'limit.priorMean') === 'initialNetwork';
  const gap = { ...slopes.half, claim: 'C16' };
  return {
    initialKernelError: { ...slopes.half, claim: 'C9' },
    kernelDrift: { ...(isSmooth ? slopes.one : slopes.half), claim: 'C16' },
    gapToLinearisation: { ...(isSmooth ? slopes.one : slopes.half), claim: isSmooth ? 'C5' : 'C6' },
    movement: { ...slopes.none, claim: 'C14' },
    ...(isStartShared ? { gapToLimit: gap, largestGapToLimit: gap } : {}),
  };
}

/**
 * Over the output scale of a network that starts at 0 and is trained to the end: the weights move 1/α as far.
 * @type {Record<string, Omit<Reference, 'towards'>>}
 */
const overScale = {
  initialKernelError: { ...slopes.none, claim: 'C20' },
  kernelDrift: { ...slopes.one, claim: 'C20' },
  movement: { ...slopes.one, claim: 'C16' },
};

/**
 * The slope on log–log axes that theory has for a measure, if it has one.
 * @param {ExperimentDocument} document
 * @param {string} path of the field that is swept
 * @param {string} measure
 * @returns {Reference | undefined}
 */
export function referenceOf(document, path, measure) {
  if (!['lecture', 'ntk'].includes(getField(document, 'network.parametrisation'))) return undefined;
  const isFromZero = ['network.centred', 'network.antisymmetric'].some((other) => getField(document, other));
  const known =
    path === 'network.width'
      ? { towards: 'm → ∞', law: overWidth(document)[measure] }
      : path === 'network.alpha' && isFromZero
        ? { towards: 'α → ∞', law: overScale[measure] }
        : undefined;
  return known?.law && { ...known.law, towards: known.towards };
}
