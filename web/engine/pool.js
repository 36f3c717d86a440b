/** @import { JobName } from './types.js' */
/** @import { HostEvent } from './protocol.js' */
/** @import { RunEvent, RunHandlers } from './task.js' */
import { parseEvent } from './protocol.js';
import { Task, isLast } from './task.js';

/**
 * @typedef {object} Connection a worker, or what stands for one on the page's own thread
 * @property {(command: object) => void} postMessage
 * @property {() => void} terminate
 * @property {((message: { data: unknown }) => void) | null} onmessage
 * @property {((error: any) => void) | null} onerror
 *
 * @typedef {{ connection: Connection, isReady: boolean, task: Task | undefined, watchdog: any, memory: number }} Slot `memory`
 *   in bytes, as its host said last
 */

/** A host that says nothing for so long is replaced: one eigen-decomposition of the largest size takes .02 s. */
export const silenceMilliseconds = 20000;

/** Memory of WebAssembly never shrinks: a host that has more ends after its run. */
export const largestMemory = 256 * 2 ** 20;

/** Hosts that nobody uses end after this time: a figure that was removed may come back. */
export const graceMilliseconds = 5000;

/**
 * Runs jobs on a bounded number of hosts. One pool serves all figures of a page. Frames of a cancelled run are never
 * delivered; a host that dies or falls silent is replaced and its run restarted from its document, once.
 */
export class Pool {
  /** @type {Slot[]} */ #slots = [];
  /** In order; thousands of cells may leave it at once. @type {Set<Task>} */ #queue = new Set();
  #nextRun = 0;
  #users = 0;
  #isSuspended = false;
  /** @type {any} */ #grace;
  /** @type {Promise<WebAssembly.Module> | undefined} */ #compiled;
  /** Called when no run waits; other pools may go on then. */
  onIdle = () => {};
  /** @type {Map<number, { slot: Slot, resolve: (weights: Float64Array | undefined) => void }>} */
  #weightRequests = new Map();

  /**
   * @param {object} options
   * @param {() => Connection} options.connect starts a host
   * @param {() => Promise<WebAssembly.Module>} options.compile asked again only after it failed
   * @param {number} options.size number of hosts at most
   * @param {() => boolean} [options.mayBegin] asked before a run goes to a host; `wake` asks again
   */
  constructor({ connect, compile, size, mayBegin = () => true }) {
    this.connect = connect;
    this.compile = compile;
    this.size = size;
    this.mayBegin = mayBegin;
  }

  /** Hosts at work. */
  get busy() {
    return this.#slots.filter(({ task }) => task).length;
  }

  wake() {
    this.#dispatch();
  }

  /**
   * Counts who uses the pool.
   * @returns {() => void} to be called once by who leaves; when nobody is left, all hosts end after a time of grace
   */
  enter() {
    this.#users += 1;
    clearTimeout(this.#grace);
    let isIn = true;
    return () => {
      if (!isIn) return;
      isIn = false;
      this.#users -= 1;
      if (this.#users === 0) this.#grace = setTimeout(() => this.destroy(), graceMilliseconds);
    };
  }

  /** Ends all hosts of a page that is put away; what they ran waits for `resume`. */
  suspend() {
    this.#isSuspended = true;
    for (const slot of this.#slots.splice(0).reverse()) {
      const { task } = slot;
      this.#end(slot);
      if (task) this.#queue = new Set([task.restarted(), ...this.#queue]);
    }
  }

  resume() {
    this.#isSuspended = false;
    this.#dispatch();
  }

  /**
   * @param {{ job: JobName, document: object, weights?: Float64Array }} request
   * @param {RunHandlers} handlers
   * @returns {{ cancel: () => void }} cancel stops all handlers at once
   */
  start(request, handlers) {
    return this.#enqueue({ type: 'start', ...request }, handlers);
  }

  /**
   * One cell of a sweep, for hosts that are made for them.
   * @param {{ document: object, value: number, member: number }} cell the sweep, the position of the value, the draw
   * @param {Pick<RunHandlers, 'report' | 'refused'>} handlers
   * @returns {{ cancel: () => void }}
   */
  startCell(cell, handlers) {
    return this.#enqueue({ type: 'cell', ...cell }, { begun: () => {}, frame: () => {}, ...handlers });
  }

  /** @param {object} command without its number @param {RunHandlers} handlers */
  #enqueue(command, handlers) {
    const task = new Task(this.#nextRun++, command, handlers);
    this.#queue.add(task);
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
      else this.#module().then(send, () => {});
    });
  }

  /** Ends all hosts. */
  destroy() {
    for (const slot of this.#slots) this.#end(slot);
    this.#slots = [];
    this.#queue.clear();
  }

  /** @param {Task} task */
  #cancel(task) {
    this.#queue.delete(task);
    const slot = this.#slots.find((candidate) => candidate.task === task);
    if (slot && this.#release(slot)) slot.connection.postMessage({ type: 'cancel', run: task.run });
    this.#dispatch();
  }

  /** @returns {Promise<WebAssembly.Module>} */
  #module() {
    this.#compiled ??= this.compile();
    this.#compiled.catch(() => (this.#compiled = undefined));
    return this.#compiled;
  }

  #dispatch() {
    if (this.#isSuspended) return;
    while (this.#queue.size > 0 && this.mayBegin()) {
      const free = this.#slots.find(({ task }) => !task);
      const slot = free ?? (this.#slots.length < this.size ? this.#addSlot() : undefined);
      if (!slot) return;
      [slot.task] = this.#queue;
      this.#queue.delete(slot.task);
      if (slot.isReady) this.#send(slot);
    }
    if (this.#queue.size === 0) this.onIdle();
  }

  /** @returns {Slot} */
  #addSlot() {
    const connection = this.connect();
    /** @type {Slot} */
    const slot = { connection, isReady: false, task: undefined, watchdog: undefined, memory: 0 };
    connection.onmessage = ({ data }) => {
      const event = parseEvent(data);
      if (event) this.#receive(slot, event);
    };
    connection.onerror = (error) => this.#replace(slot, String(error?.message ?? error));
    this.#module().then(
      (module) => {
        if (!this.#slots.includes(slot)) return;
        connection.postMessage({ type: 'module', module });
        this.#watch(slot);
      },
      (error) => this.#fail(slot, error),
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

  /**
   * The slot has no run any more; where its memory grew too large, it ends.
   * @param {Slot} slot
   * @returns {boolean} whether it lives
   */
  #release(slot) {
    clearTimeout(slot.watchdog);
    slot.task = undefined;
    if (slot.memory <= largestMemory) return true;
    this.#end(slot);
    this.#slots = this.#slots.filter((other) => other !== slot);
    return false;
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
   * @param {RunEvent} event
   */
  #deliver(slot, task, event) {
    if (event.type === 'frame') slot.connection.postMessage({ type: 'credit', run: task.run, count: 1 });
    if (event.type === 'report') slot.memory = event.memory ?? 0;
    if (isLast(event)) this.#release(slot);
    task.tell(event);
    if (isLast(event)) this.#dispatch();
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
      this.#queue = new Set([task.restarted(), ...this.#queue]);
    } else if (task) {
      task.fail('engine', `The engine stopped: ${reason}`);
    }
    this.#dispatch();
  }

  /**
   * The module itself cannot be had: every run that waits ends with a sentence.
   * @param {Slot} slot
   * @param {any} error with its kind, if that is known
   */
  #fail(slot, error) {
    if (!this.#slots.includes(slot)) return;
    const { task } = slot;
    const [failure, sentence] = [error?.failure ?? 'engine', String(error?.message ?? error)];
    this.#end(slot);
    this.#slots = this.#slots.filter((other) => other !== slot);
    const ended = [...(task ? [task] : []), ...this.#queue];
    this.#queue.clear();
    for (const waiting of ended) waiting.fail(failure, sentence);
  }

  /** @param {Slot} slot */
  #end(slot) {
    clearTimeout(slot.watchdog);
    slot.task = undefined;
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
