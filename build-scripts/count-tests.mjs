// count-tests.mjs REPORT STATUS: prints "passed failed" of a report of GoogleTest, Vitest or {passed, failed}; a missing
// report, or an exit status that the report does not explain, is one failure.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * @param {string | undefined} text JSON
 * @param {number} status exit status of the suite
 * @returns {{ passed: number, failed: number }}
 */
export function countTests(text, status) {
  const counts = read(text);
  if (counts.passed + counts.failed === 0) return { passed: 0, failed: 1 };
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** @param {string | undefined} text */
function read(text) {
  if (text === undefined) return { passed: 0, failed: 0 };
  const report = JSON.parse(text);
  if ('numPassedTests' in report) {
    // A file that does not even load has no tests to fail.
    const broken = report.testResults.filter(
      (/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
  }
  if ('testsuites' in report) {
    const failed = report.failures + (report.errors ?? 0);
    return { passed: report.tests - failed - (report.disabled ?? 0), failed };
  }
  return { passed: report.passed, failed: report.failed };
}

/** @param {string} path */
function contentOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { passed, failed } = countTests(contentOf(process.argv[2]), Number(process.argv[3]));
  console.log(passed, failed);
}
