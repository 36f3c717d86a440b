/** A promise that is settled from outside, as often as there is a new one. */
export class Readiness {
  isSettled = false;
  /** @type {() => void} */ #resolve = () => {};
  /** @type {(error: Error) => void} */ #reject = () => {};

  constructor() {
    this.promise = this.#renewed();
  }

  /** @returns {Promise<void>} */
  #renewed() {
    this.isSettled = false;
    /** @type {Promise<void>} */
    const promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Who does not ask is not told.
    promise.catch(() => {});
    return promise;
  }

  /** A new attempt after one that failed. */
  renew() {
    if (this.isSettled) this.promise = this.#renewed();
  }
  resolve() {
    this.isSettled = true;
    this.#resolve();
  }
  /** @param {Error} error */
  reject(error) {
    this.isSettled = true;
    this.#reject(error);
  }
}
