/** @import { ExperimentDocument } from '../engine/types.js' */
import { changedFields, defaultDocument, fieldOf, getField } from '../store/document.js';
import { pythonCode } from './code-python.js';

/** @param {ExperimentDocument} document paths and values that differ from the defaults */
const changes = (document) =>
  changedFields(defaultDocument(), document).map((path) => ({ path, value: getField(document, path) }));

/** The document with nothing but what differs from the defaults. @param {ExperimentDocument} document */
export function shortDocument(document) {
  /** @type {ExperimentDocument} */
  const short = { version: document.version };
  for (const { path, value } of changes(document)) {
    const [group, key] = path.split('.');
    short[group] = { ...short[group], [key]: value };
  }
  return short;
}

/** As JSON that a person reads: a list of numbers in one line. @param {ExperimentDocument} document */
const documentText = (document) =>
  JSON.stringify(shortDocument(document), null, 2).replace(
    /\[\s+([^[\]{}]*?)\s+\]/g,
    (_, entries) => `[${entries.replace(/\s+/g, ' ')}]`,
  );

/**
 * With the API of docs/api.md, in Node, from the folder of the project.
 * @param {ExperimentDocument} document
 */
export const javascriptCode = (document) => `// npm run demo -- --build-only, then: node experiment.mjs
import { readFile } from 'node:fs/promises';
import createModule from './build/wasm/library.js';
import { createEngine } from './web/engine/api.js';

const experiment = ${documentText(document)};

const engine = await createEngine({ createModule, wasm: await readFile('build/wasm/library.wasm') });
for (const job of ['network', 'linearisation', 'limit']) {
  let last;
  for await (const frame of engine.train(experiment, { job })) last = frame;
  console.log(job, last.time[0], last.trainLoss[0]);
}
`;

/** C++ types of the choices. */
const enumerations = /** @type {Record<string, string>} */ ({
  'data.source': 'TargetSource',
  'data.inputMap': 'InputMap',
  'network.parametrisation': 'Parametrisation',
  'network.activation': 'Activation',
  'limit.kernel': 'LimitKernel',
  'limit.priorMean': 'PriorMean',
  'dynamics.method': 'Method',
  'dynamics.loss': 'Loss',
});
/** `xor` is a word of C++. */
const enumerators = /** @type {Record<string, string>} */ ({ xor: 'xorPattern' });

const real = (/** @type {number} */ value) => (Number.isInteger(value) ? value.toFixed(1) : String(value));

/** @param {string} path @param {any} value */
function cppValue(path, value) {
  const { type } = fieldOf(path);
  if (type === 'choice') return `ntk::${enumerations[path]}::${enumerators[value] ?? value}`;
  if (type === 'points')
    return `{${value.map((/** @type {number[]} */ point) => `std::array{${point.map(real).join(', ')}}`).join(', ')}}`;
  if (type === 'rows')
    return `{${value.map((/** @type {number[]} */ row) => `std::vector<double>{${row.map(real).join(', ')}}`).join(', ')}}`;
  if (type === 'integers') return `{${value.join(', ')}}`;
  if (type === 'numbers') return `{${value.map(real).join(', ')}}`;
  return type === 'number' ? real(value) : String(value);
}

/**
 * With the library of engine/ntk.hpp.
 * @param {ExperimentDocument} document
 */
export const cppCode = (document) => `// Link with the CMake target ntk::engine.
#include <cstdio>
#include <vector>

#include "engine/ntk.hpp"

int main() {
  ntk::Experiment experiment;
${changes(document)
  .map(({ path, value }) => `  experiment.${path} = ${cppValue(path, value)};\n`)
  .join('')}  for (const auto name : ntk::kJobNames) {
    const auto job = ntk::makeJob<float>(name, experiment, nullptr);
    std::vector<float> last;
    while (job->advance(ntk::Deadline(1000)) == ntk::Status::running || job->framesReady() > 0)
      while (const auto frame = job->takeFrame()) last = *frame;
    const auto value = [&](std::string_view part) {
      return last[static_cast<std::size_t>(job->frameLayout().find(part).offset)];
    };
    std::printf("%s %g %g\\n", name.data(), value("time"), value("trainLoss"));
  }
}
`;

export { pythonCode };
