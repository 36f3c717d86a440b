/** Layout of the blocks that a fake host sends: an index and two outputs. */
export const layout = [
  { name: 'index', offset: 0, shape: [1], unit: '', help: '' },
  { name: 'probeOutput', offset: 1, shape: [2], unit: 'y', help: '' },
];

/** A host that answers only as it is told. */
export class FakeHost {
  /** @type {any[]} */ commands = [];
  /** @type {any} */ onmessage = null;
  /** @type {any} */ onerror = null;
  isEnded = false;
  postMessage(/** @type {any} */ command) {
    this.commands.push(command);
  }
  terminate() {
    this.isEnded = true;
  }
  say(/** @type {any} */ data) {
    this.onmessage?.({ data });
  }
  begin(/** @type {number} */ run) {
    this.say({
      type: 'begun',
      run,
      staticLayout: layout,
      frameLayout: layout,
      staticBlock: Float32Array.of(0, 5, 6),
    });
  }
  frame(/** @type {number} */ run, /** @type {number} */ index) {
    this.say({ type: 'frame', run, block: Float32Array.of(index, 1, 2) });
  }
  report(/** @type {number} */ run, /** @type {string} */ status) {
    this.say({ type: 'report', run, status, sentence: '', progress: 0.5 });
  }
  started() {
    return this.commands.filter(({ type }) => type === 'start').map(({ run }) => run);
  }
}

/** A pool that only writes down what it is asked to start. */
export class FakePool {
  /** @type {{ job: string, document: any, handlers: any, isCancelled: boolean }[]} */ runs = [];

  start(/** @type {any} */ { job, document }, /** @type {any} */ handlers) {
    const run = { job, document, handlers, isCancelled: false };
    this.runs.push(run);
    return { cancel: () => (run.isCancelled = true) };
  }
}
