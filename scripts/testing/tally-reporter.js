/**
 * A reporter for Node's test runner that writes how many tests passed, failed and were skipped, and which failed and
 * why, as one line of JSON.
 */
const path = require('node:path');

/**
 * The source of a test file, which runs as a bundle in a folder of `out`.
 * @param {string | undefined} file
 */
function sourceOf(file) {
  if (file === undefined) return undefined;
  const own = path.relative(process.cwd(), file).split(path.sep).join('/');
  return own.replace(/^out\/[^/]+\//, '').replace(/\.js$/, '.ts');
}

/**
 * @param {AsyncIterable<import('node:test/reporters').TestEvent>} events
 */
module.exports = async function* tally(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const failures = [];
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details.type === 'suite') continue;
    if (type === 'test:fail') {
      counts.failed++;
      // What the test threw; the error around it only says that a test failed.
      const { cause } = data.details.error;
      const message = String(cause instanceof Error ? cause.stack : cause);
      failures.push({ name: data.name, file: sourceOf(data.file), message });
    } else if (data.skip !== undefined || data.todo !== undefined) counts.skipped++;
    else counts.passed++;
  }
  yield `${JSON.stringify({ ...counts, failures })}\n`;
};
