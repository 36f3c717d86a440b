import { writeFileSync } from 'node:fs';

/** Tests that are named at the end as those that take most of the time. */
const slowestCount = 8;

/** What came out of a suite: on the console while it runs, and in report.json. */
export class Report {
  passed = 0;
  failed = 0;
  failures = /** @type {string[]} */ ([]);
  notes = /** @type {Record<string, number>} */ ({});
  seconds = /** @type {Record<string, number>} */ ({});
  #started = performance.now();

  /** @param {string} title @param {() => Promise<void>} action that throws if the claim is false */
  async record(title, action) {
    const started = performance.now();
    let failure = '';
    try {
      await action();
      this.passed += 1;
    } catch (error) {
      this.failed += 1;
      this.failures.push(title);
      failure = `\n${/** @type {Error} */ (error).stack}`;
    }
    const seconds = (performance.now() - started) / 1000;
    this.seconds[title] = seconds;
    console.log(`${failure ? 'FAIL' : 'ok  '} ${title} (${seconds.toFixed(1)} s)${failure}`);
  }

  /** @param {string} artifacts */
  end(artifacts) {
    for (const [name, value] of Object.entries(this.notes))
      console.log(`note ${name}: ${value.toPrecision(4)}`);
    const slowest = Object.entries(this.seconds).sort(([, a], [, b]) => b - a);
    for (const [title, seconds] of slowest.slice(0, slowestCount))
      console.log(`slow ${title}: ${seconds.toFixed(1)} s`);
    const { passed, failed, failures, notes, seconds } = this;
    writeFileSync(
      `${artifacts}/report.json`,
      JSON.stringify({ passed, failed, failures, notes, seconds }, null, 2),
    );
    const whole = (performance.now() - this.#started) / 1000;
    console.log(`${passed} passed, ${failed} failed, ${whole.toFixed(0)} s`);
  }
}
