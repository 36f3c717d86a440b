// count-tests.mjs STATUS REPORT…: prints "passed failed" of the reports of one suite, of GoogleTest, Vitest or
// {passed, failed}; a missing or empty report, or an exit status that no report explains, is one failure.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * @param {(string | undefined)[]} texts JSON of each report
 * @param {number} status exit status of the suite
 * @returns {{ passed: number, failed: number }}
 */
export function countTests(texts, status) {
  const counts = { passed: 0, failed: 0 };
  for (const { passed, failed } of texts.map(read)) {
    counts.passed += passed;
    counts.failed += passed + failed === 0 ? 1 : failed;
  }
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
  const [status, ...reports] = process.argv.slice(2);
  const { passed, failed } = countTests(reports.map(contentOf), Number(status));
  console.log(passed, failed);
}
