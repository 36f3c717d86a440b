/** @import { EngineModule } from './types.js' */
/** @import { CellCommand, HostEvent } from './protocol.js' */
import { ModuleHost } from './module-host.js';
import { parseCellCommand } from './protocol.js';
import { nextTurn, sliceMilliseconds } from './slice.js';

/**
 * Runs cells of sweeps, one at a time in slices, with a module that knows them.
 * @extends {ModuleHost<CellCommand>}
 */
export class CellHost extends ModuleHost {
  #current = -1;

  /**
   * @param {(options: object) => Promise<EngineModule>} createEngine
   * @param {(event: HostEvent) => void} post
   */
  constructor(createEngine, post) {
    super(createEngine, post, parseCellCommand);
  }

  /** @override @param {CellCommand} command */
  async obey(command) {
    if (command.type === 'cell') {
      this.#current = command.run;
      await this.#start(command);
    } else if (command.type === 'cancel' && command.run === this.#current) {
      this.#current = -1;
    }
  }

  /** @param {Extract<CellCommand, { type: 'cell' }>} command */
  async #start({ run, document, value, member }) {
    const sweep = new (await this.engine()).SweepRun(document);
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
