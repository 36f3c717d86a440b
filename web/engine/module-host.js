/** @import { EngineModule } from './types.js' */
/** @import { HostEvent } from './protocol.js' */
import { instantiate } from './module.js';

/**
 * An instance of a module that obeys commands, in a worker or on the page's own thread.
 * @template {{ type: string }} Command
 */
export class ModuleHost {
  /** @type {Promise<EngineModule> | undefined} */ #engine;

  /**
   * @param {(options: object) => Promise<EngineModule>} createEngine
   * @param {(event: HostEvent, transfer?: Transferable[]) => void} post
   * @param {(data: unknown) => Command | undefined} parse undefined for what is no command: it is ignored
   */
  constructor(createEngine, post, parse) {
    this.createEngine = createEngine;
    this.post = post;
    this.parse = parse;
  }

  /** @returns {Promise<EngineModule>} */
  async engine() {
    if (!this.#engine) throw new Error('a command came before the module');
    return this.#engine;
  }

  /** @param {unknown} data */
  async receive(data) {
    const command = this.parse(data);
    if (!command) return;
    try {
      if ('module' in command) await this.#load(/** @type {WebAssembly.Module} */ (command.module));
      else await this.obey(command);
    } catch (error) {
      // A trap (out of memory, an assertion) leaves the instance unusable: the pool replaces this host.
      this.post({ type: 'failed', message: String(error) });
    }
  }

  /** @param {WebAssembly.Module} compiled */
  async #load(compiled) {
    this.#engine = instantiate(this.createEngine, compiled);
    await this.#engine;
    this.post({ type: 'ready' });
  }

  /** @abstract @param {Command} command any but the one with the module @returns {Promise<void>} */
  async obey(command) {
    throw new Error(`no host obeys ${command.type}`);
  }
}
