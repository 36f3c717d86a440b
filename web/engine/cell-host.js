/** @import { EngineModule } from './types.js' */
/** @import { CellCommand, HostEvent } from './protocol.js' */
import { instantiate } from './module.js';
import { parseCellCommand } from './protocol.js';
import { nextTurn, sliceMilliseconds } from './slice.js';

/** Runs cells of sweeps, one at a time in slices, with a module that knows them. */
export class CellHost {
  /** @type {EngineModule | undefined} */ #engine;
  #current = -1;

  /**
   * @param {(options: object) => Promise<EngineModule>} createEngine
   * @param {(event: HostEvent) => void} post
   */
  constructor(createEngine, post) {
    this.createEngine = createEngine;
    this.post = post;
  }

  /** @param {unknown} data a command; anything else is ignored */
  async receive(data) {
    const command = parseCellCommand(data);
    if (!command) return;
    try {
      await this.#obey(command);
    } catch (error) {
      // A trap leaves the instance unusable: the pool replaces this host.
      this.post({ type: 'failed', message: String(error) });
    }
  }

  /** @param {CellCommand} command */
  async #obey(command) {
    if (command.type === 'module') {
      this.#engine = await instantiate(this.createEngine, command.module);
      this.post({ type: 'ready' });
    } else if (command.type === 'cell') {
      this.#current = command.run;
      await this.#start(command);
    } else if (command.run === this.#current) {
      this.#current = -1;
    }
  }

  /** @param {Extract<CellCommand, { type: 'cell' }>} command */
  async #start({ run, document, value, member }) {
    if (!this.#engine) throw new Error('a cell was started before the module');
    const sweep = new this.#engine.SweepRun(document);
    try {
      const faults = sweep.faults();
      if (faults.length > 0) return this.post({ type: 'refused', run, faults });
      sweep.begin(value, member);
      while (this.#current === run) {
        const report = sweep.advance(sliceMilliseconds);
        const isOver = report.status !== 'running';
        const measures = isOver ? Float64Array.from(Object.values(sweep.measures())) : undefined;
        this.post({ type: 'report', run, ...report, measures });
        if (isOver) return;
        await nextTurn();
      }
    } finally {
      sweep.delete();
    }
  }
}
