/** @import { Block, Fault, JobName, LayoutEntry, Layouts, StatusName } from './types.js' */
/** @import { HostEvent } from './protocol.js' */
import { unpack } from './block.js';
import { parseEvent } from './protocol.js';

/**
 * @typedef {object} Connection a worker, or what stands for one on the page's own thread
 * @property {(command: object) => void} postMessage
 * @property {() => void} terminate
 * @property {((message: { data: unknown }) => void) | null} onmessage
 * @property {((error: any) => void) | null} onerror
 *
 * @typedef {object} RunHandlers
 * @property {(constants: Block, layouts: Layouts) => void} begun the static block, once, and what its parts and those
 *   of frames are
 * @property {(frame: Block) => void} frame in order of time
 * @property {(report: { status: StatusName, sentence: string, progress: number }) => void} report
 * @property {(faults: Fault[]) => void} refused
 *
 * @typedef {object} Task
 * @property {number} run
 * @property {object} command
 * @property {RunHandlers} handlers
 * @property {LayoutEntry[]} frameLayout
 * @property {boolean} hasBegun
 * @property {boolean} wasRestarted
 * @property {number} framesDone frames that were handed on: a restarted run skips as many
 * @property {number} framesToSkip
 *
 * @typedef {{ connection: Connection, isReady: boolean, task: Task | undefined, watchdog: any }} Slot
 */

/** A host that says nothing for so long is replaced: one eigen-decomposition of the largest size takes .02 s. */
export const silenceMilliseconds = 20000;

/**
 * Runs jobs on a bounded number of hosts. One pool serves all figures of a page. Frames of a cancelled run are never
 * delivered; a host that dies or falls silent is replaced and its run restarted from its document, once.
 */
export class Pool {
  /** @type {Slot[]} */ #slots = [];
  /** @type {Task[]} */ #queue = [];
  #nextRun = 0;
  /** @type {Map<number, { slot: Slot, resolve: (weights: Float64Array | undefined) => void }>} */
  #weightRequests = new Map();

  /**
   * @param {object} options
   * @param {() => Connection} options.connect starts a host
   * @param {Promise<WebAssembly.Module>} options.compiled
   * @param {number} options.size number of hosts at most
   */
  constructor({ connect, compiled, size }) {
    this.connect = connect;
    this.compiled = compiled;
    this.size = size;
  }

  /**
   * @param {{ job: JobName, document: object, weights?: Float64Array }} request
   * @param {RunHandlers} handlers
   * @returns {{ cancel: () => void }} cancel stops all handlers at once
   */
  start(request, handlers) {
    const run = this.#nextRun++;
    /** @type {Task} */
    const task = {
      run,
      command: { type: 'start', run, ...request },
      handlers,
      frameLayout: [],
      hasBegun: false,
      wasRestarted: false,
      framesDone: 0,
      framesToSkip: 0,
    };
    this.#queue.push(task);
    this.#dispatch();
    return { cancel: () => this.#cancel(task) };
  }

  /**
   * The initial weights of a document's network, row-major layer by layer; undefined if the document has faults.
   * @param {object} document
   * @returns {Promise<Float64Array | undefined>}
   */
  initialWeights(document) {
    const run = this.#nextRun++;
    return new Promise((resolve) => {
      const slot = this.#slots.find(({ isReady }) => isReady) ?? this.#slots[0] ?? this.#addSlot();
      this.#weightRequests.set(run, { slot, resolve });
      // After the module, whose message was put into the same promise before.
      const send = () => slot.connection.postMessage({ type: 'weights', run, document });
      if (slot.isReady) send();
      else this.compiled.then(send, () => {});
    });
  }

  /** Ends all hosts. */
  destroy() {
    for (const slot of this.#slots) this.#end(slot);
    this.#slots = [];
    this.#queue = [];
  }

  /** @param {Task} task */
  #cancel(task) {
    this.#queue = this.#queue.filter((waiting) => waiting !== task);
    const slot = this.#slots.find((candidate) => candidate.task === task);
    if (!slot) return;
    this.#release(slot);
    slot.connection.postMessage({ type: 'cancel', run: task.run });
    this.#dispatch();
  }

  #dispatch() {
    while (this.#queue.length > 0) {
      const free = this.#slots.find(({ task }) => !task);
      const slot = free ?? (this.#slots.length < this.size ? this.#addSlot() : undefined);
      if (!slot) return;
      slot.task = this.#queue.shift();
      if (slot.isReady) this.#send(slot);
    }
  }

  /** @returns {Slot} */
  #addSlot() {
    const connection = this.connect();
    /** @type {Slot} */
    const slot = { connection, isReady: false, task: undefined, watchdog: undefined };
    connection.onmessage = ({ data }) => {
      const event = parseEvent(data);
      if (event) this.#receive(slot, event);
    };
    connection.onerror = (error) => this.#replace(slot, String(error?.message ?? error));
    this.compiled.then(
      (module) => {
        connection.postMessage({ type: 'module', module });
        this.#watch(slot);
      },
      (error) => this.#fail(slot, String(error?.message ?? error)),
    );
    this.#slots.push(slot);
    return slot;
  }

  /** @param {Slot} slot */
  #send(slot) {
    if (!slot.task) return;
    slot.connection.postMessage(slot.task.command);
    this.#watch(slot);
  }

  /** @param {Slot} slot */
  #watch(slot) {
    clearTimeout(slot.watchdog);
    slot.watchdog = setTimeout(() => this.#replace(slot, 'the engine did not answer'), silenceMilliseconds);
  }

  /** @param {Slot} slot */
  #release(slot) {
    clearTimeout(slot.watchdog);
    slot.task = undefined;
  }

  /**
   * @param {Slot} slot
   * @param {HostEvent} event
   */
  #receive(slot, event) {
    if (event.type === 'ready') {
      slot.isReady = true;
      clearTimeout(slot.watchdog);
      this.#send(slot);
    } else if (event.type === 'failed') {
      this.#replace(slot, event.message);
    } else if (event.type === 'weights') {
      this.#weightRequests.get(event.run)?.resolve(event.weights);
      this.#weightRequests.delete(event.run);
    } else if (slot.task && event.run === slot.task.run) {
      this.#watch(slot);
      this.#deliver(slot, slot.task, event);
    }
  }

  /**
   * @param {Slot} slot
   * @param {Task} task
   * @param {Exclude<HostEvent, { type: 'ready' | 'failed' | 'weights' }>} event
   */
  #deliver(slot, task, event) {
    if (event.type === 'begun') {
      task.frameLayout = event.frameLayout;
      const layouts = { constants: event.staticLayout, frame: event.frameLayout };
      if (!task.hasBegun) task.handlers.begun(unpack(event.staticLayout, event.staticBlock), layouts);
      task.hasBegun = true;
    } else if (event.type === 'frame') {
      slot.connection.postMessage({ type: 'credit', run: task.run, count: 1 });
      if (task.framesToSkip > 0) {
        task.framesToSkip -= 1;
      } else {
        task.framesDone += 1;
        task.handlers.frame(unpack(task.frameLayout, event.block));
      }
    } else if (event.type === 'refused') {
      this.#release(slot);
      task.handlers.refused(event.faults);
      this.#dispatch();
    } else {
      const report = {
        status: /** @type {StatusName} */ (event.status),
        sentence: event.sentence,
        progress: event.progress,
      };
      if (report.status !== 'running') this.#release(slot);
      task.handlers.report(report);
      this.#dispatch();
    }
  }

  /**
   * A host that died: its run starts again on a new one, or ends if it had been started again before.
   * @param {Slot} slot
   * @param {string} reason
   */
  #replace(slot, reason) {
    const { task } = slot;
    this.#end(slot);
    this.#slots = this.#slots.filter((other) => other !== slot);
    if (task && !task.wasRestarted) {
      task.wasRestarted = true;
      task.framesToSkip = task.framesDone;
      this.#queue.unshift(task);
    } else if (task) {
      this.#reportFailure(task, reason);
    }
    this.#dispatch();
  }

  /**
   * The module itself cannot be had: every run that waits ends with a sentence.
   * @param {Slot} slot
   * @param {string} reason
   */
  #fail(slot, reason) {
    const { task } = slot;
    this.#end(slot);
    this.#slots = this.#slots.filter((other) => other !== slot);
    if (task) this.#reportFailure(task, reason);
    for (const waiting of this.#queue.splice(0)) this.#reportFailure(waiting, reason);
  }

  /**
   * @param {Task} task
   * @param {string} reason
   */
  #reportFailure(task, reason) {
    task.handlers.report({ status: 'memory', sentence: `The engine stopped: ${reason}`, progress: 1 });
  }

  /** @param {Slot} slot */
  #end(slot) {
    this.#release(slot);
    slot.connection.onmessage = null;
    slot.connection.onerror = null;
    slot.connection.terminate();
    for (const [run, request] of this.#weightRequests) {
      if (request.slot !== slot) continue;
      request.resolve(undefined);
      this.#weightRequests.delete(run);
    }
  }
}
