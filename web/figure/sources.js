/** @import { ExperimentDocument } from '../engine/types.js' */
import { completed, misshapen } from '../store/document.js';
import { FigureProblem } from './problem.js';

/** An experiment of the most given rows has 2 MB. */
const longestText = 4e6;
/** Most faults in one sentence. */
const mostFaults = 4;

/**
 * @param {string} text of a JSON experiment
 * @param {string} origin what it is, for a sentence
 * @returns {ExperimentDocument} with the defaults of what it does not say; the engine judges the rest
 */
function parsed(text, origin) {
  if (text.length > longestText) throw new FigureProblem('document', `${origin} is too long.`);
  let given;
  try {
    given = JSON.parse(text);
  } catch (error) {
    throw new FigureProblem(
      'document',
      `${origin} is no experiment: ${/** @type {Error} */ (error).message}.`,
    );
  }
  return wellShaped(given, origin);
}

/**
 * @param {unknown} given an experiment, or what holds one as `document`
 * @param {string} origin
 * @returns {ExperimentDocument}
 */
export function wellShaped(given, origin) {
  let document;
  try {
    document = completed(given);
  } catch (error) {
    throw new FigureProblem(
      'document',
      `${origin} is no experiment: ${/** @type {Error} */ (error).message}.`,
    );
  }
  const faults = misshapen(document);
  if (faults.length === 0) return document;
  const sentences = faults.slice(0, mostFaults).map(({ message }) => message);
  const sentence = [...sentences, ...(faults.length > mostFaults ? ['and more'] : [])].join('; ');
  throw new FigureProblem('document', `${origin} is no experiment: ${sentence}.`, faults);
}

/** The inline experiment of an element. @param {Element} element @returns {HTMLElement | undefined} */
export const inlineSource = (element) =>
  /** @type {HTMLElement[]} */ ([...element.children]).find(
    (child) => child.slot === 'experiment' && child.localName === 'script',
  );

/** @param {Element} element @returns {ExperimentDocument | undefined} undefined: there is none */
export function inlineDocument(element) {
  const source = inlineSource(element);
  return source && parsed(source.textContent ?? '', 'The experiment in this page');
}

/**
 * @param {string} address of a JSON document, as the page has it
 * @returns {Promise<ExperimentDocument>}
 */
export async function fetchedDocument(address) {
  const response = await fetch(new URL(address, document.baseURI)).catch((error) => {
    throw new FigureProblem('source', `${address} could not be loaded: ${error.message}.`);
  });
  if (!response.ok) throw new FigureProblem('source', `${address} could not be loaded: ${response.status}.`);
  return parsed(await response.text(), address);
}
