/** @import { ExperimentDocument, Fault } from '../engine/types.js' */
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
  return wellShaped(() => {
    if (text.length > longestText) throw new Error('it is too long');
    return JSON.parse(text);
  }, origin);
}

/**
 * @param {() => unknown} read gives an experiment, or what holds one as `document`; throws if there is none
 * @param {string} origin
 * @returns {ExperimentDocument}
 */
export function wellShaped(read, origin) {
  /** @type {Fault[]} */ let faults = [];
  try {
    const document = completed(read());
    // A list that holds itself, and 1n, cannot be written into a sentence: it throws.
    faults = misshapen(document);
    if (faults.length === 0) return document;
    const sentences = faults.slice(0, mostFaults).map(({ message }) => message);
    if (faults.length > mostFaults) sentences.push('and more');
    throw new Error(sentences.join('; '));
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new FigureProblem('document', `${origin} is no experiment: ${message}.`, faults);
  }
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
  const read = async () => {
    const response = await fetch(new URL(address, document.baseURI));
    if (!response.ok) throw new Error(String(response.status));
    return response.text();
  };
  const text = await read().catch(({ message }) => {
    throw new FigureProblem('source', `${address} could not be loaded: ${message}.`);
  });
  return parsed(text, address);
}
