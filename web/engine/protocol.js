/**
 * Messages between the page and an engine host (a worker, or the page itself where workers are refused). Numbers that
 * identify a run never repeat, so a message of an older run is recognised and dropped.
 */
import * as v from 'valibot';

const run = v.pipe(v.number(), v.integer(), v.minValue(0));
const jobName = v.picklist(['network', 'linearisation', 'limit']);
const fault = v.object({ field: v.string(), value: v.string(), message: v.string() });
const layout = v.array(
  v.object({
    name: v.string(),
    offset: v.number(),
    shape: v.array(v.number()),
    unit: v.string(),
    help: v.string(),
  }),
);
const block = v.instance(Float32Array);
/** Where WebAssembly is switched off this file must load all the same. */
const compiledModule = v.custom(
  /** @returns {value is WebAssembly.Module} */ (value) =>
    typeof WebAssembly === 'object' && value instanceof WebAssembly.Module,
);

/** Page to host. `document` is judged by the engine alone. */
export const commandSchema = v.variant('type', [
  v.object({ type: v.literal('module'), module: compiledModule }),
  v.object({
    type: v.literal('start'),
    run,
    job: jobName,
    document: v.unknown(),
    weights: v.optional(v.instance(Float64Array)),
  }),
  v.object({ type: v.literal('cancel'), run }),
  // The page has used that many frames; as many more may be sent.
  v.object({ type: v.literal('credit'), run, count: v.number() }),
  v.object({ type: v.literal('weights'), run, document: v.unknown() }),
]);

/** Host to page. */
export const eventSchema = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('failed'), message: v.string() }),
  v.object({ type: v.literal('refused'), run, faults: v.array(fault) }),
  v.object({ type: v.literal('begun'), run, staticLayout: layout, frameLayout: layout, staticBlock: block }),
  v.object({ type: v.literal('frame'), run, block }),
  v.object({
    type: v.literal('report'),
    run,
    status: v.string(),
    sentence: v.string(),
    progress: v.number(),
  }),
  v.object({ type: v.literal('weights'), run, weights: v.optional(v.instance(Float64Array)) }),
]);

/** Frames that may be on their way before the page has used one. */
export const initialCredit = 32;

/** @typedef {v.InferOutput<typeof commandSchema>} Command */
/** @typedef {v.InferOutput<typeof eventSchema>} HostEvent */

/**
 * @param {unknown} data
 * @returns {Command | undefined} undefined for anything that is no command
 */
export const parseCommand = (data) => {
  const result = v.safeParse(commandSchema, data);
  return result.success ? result.output : undefined;
};

/**
 * @param {unknown} data
 * @returns {HostEvent | undefined} undefined for anything that is no event
 */
export const parseEvent = (data) => {
  const result = v.safeParse(eventSchema, data);
  return result.success ? result.output : undefined;
};
