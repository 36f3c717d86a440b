/** @import { EngineModule, EngineRun } from './types.js' */
/** @import { Command, HostEvent } from './protocol.js' */
import { memoryOf } from './module.js';
import { ModuleHost } from './module-host.js';
import { initialCredit, parseCommand } from './protocol.js';
import { nextTurn, sliceMilliseconds } from './slice.js';

/**
 * Runs one job at a time in slices and answers commands. The same code serves a worker and, where workers are
 * refused, the page's own thread.
 * @extends {ModuleHost<Command>}
 */
export class EngineHost extends ModuleHost {
  #current = -1;
  #credit = 0;
  /** @type {() => void} */ #creditArrived = () => {};

  /**
   * @param {(options: object) => Promise<EngineModule>} createEngine
   * @param {(event: HostEvent, transfer?: Transferable[]) => void} post
   */
  constructor(createEngine, post) {
    super(createEngine, post, parseCommand);
  }

  /** @override @param {Command} command */
  async obey(command) {
    if (command.type === 'start') {
      this.#current = command.run;
      this.#credit = initialCredit;
      this.#creditArrived();
      await this.#start(command);
    } else if (command.type === 'weights') {
      const weights = (await this.engine()).initialWeights(command.document);
      this.post({ type: 'weights', run: command.run, weights });
    } else if (command.type !== 'module' && command.run === this.#current) {
      if (command.type === 'cancel') this.#current = -1;
      else this.#credit += command.count;
      this.#creditArrived();
    }
  }

  /** @param {Extract<Command, { type: 'start' }>} command */
  async #start({ run, job, document, weights }) {
    const engine = await this.engine();
    const engineRun = new engine.Run(job, document, weights);
    try {
      const faults = engineRun.faults();
      if (faults.length > 0) this.post({ type: 'refused', run, faults });
      else await this.#drive(run, engineRun, engine);
    } finally {
      engineRun.delete();
    }
  }

  /**
   * @param {number} run
   * @param {EngineRun} engineRun
   * @param {EngineModule} engine
   */
  async #drive(run, engineRun, engine) {
    let hasBegun = false;
    for (;;) {
      if (this.#current !== run) return;
      const { status, sentence, progress, framesReady } = engineRun.advance(sliceMilliseconds);
      if (!hasBegun && framesReady > 0) {
        this.#postBegun(run, engineRun);
        hasBegun = true;
      }
      if (!(await this.#postFrames(run, engineRun))) return;
      this.post({ type: 'report', run, status, sentence, progress, memory: memoryOf(engine) });
      if (status !== 'running') return;
      await nextTurn();
    }
  }

  /**
   * @param {number} run
   * @param {EngineRun} engineRun
   */
  #postBegun(run, engineRun) {
    const staticBlock = engineRun.staticBlock();
    const layouts = { staticLayout: engineRun.staticLayout(), frameLayout: engineRun.frameLayout() };
    this.post({ type: 'begun', run, ...layouts, staticBlock }, [staticBlock.buffer]);
  }

  /**
   * Sends all waiting frames as credit allows.
   * @param {number} run
   * @param {EngineRun} engineRun
   * @returns {Promise<boolean>} false if the run was cancelled meanwhile
   */
  async #postFrames(run, engineRun) {
    for (let block = engineRun.takeFrame(); block; block = engineRun.takeFrame()) {
      while (this.#credit <= 0) {
        await new Promise((resolve) => (this.#creditArrived = () => resolve(undefined)));
        if (this.#current !== run) return false;
      }
      this.#credit -= 1;
      this.post({ type: 'frame', run, block }, [block.buffer]);
    }
    return true;
  }
}
