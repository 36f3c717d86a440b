/** Mean and standard deviation of vectors that come one by one (Welford), in double. */
export class Moments {
  count = 0;
  /** @type {Float64Array} */ mean;
  /** Σ (x − mean)² of each entry. @type {Float64Array} */ #squares;

  /** @param {number} length of the vectors */
  constructor(length) {
    this.mean = new Float64Array(length);
    this.#squares = new Float64Array(length);
  }

  /** @param {ArrayLike<number>} values */
  add(values) {
    this.count += 1;
    for (let i = 0; i < this.mean.length; i += 1) {
      const before = values[i] - this.mean[i];
      this.mean[i] += before / this.count;
      this.#squares[i] += before * (values[i] - this.mean[i]);
    }
  }

  /** Of the sample, √(Σ (x − mean)²/(count − 1)); undefined for fewer than two. */
  deviation() {
    if (this.count < 2) return undefined;
    return this.#squares.map((sum) => Math.sqrt(sum / (this.count - 1)));
  }
}
