/**
 * Formats and lints the files that are about to be committed. A file of which only a part is committed is checked and not changed:
 * git would take the whole of it.
 */
const { execFileSync, spawnSync } = require('node:child_process');
const path = require('node:path');

/** @type {(...args: string[]) => string[]} */
const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).split('\0').filter(Boolean);

/** @type {(script: string, args: string[], files: string[]) => void} */
function run(script, args, files) {
  if (files.length === 0) return;
  const { status } = spawnSync(process.execPath, [path.join('node_modules', script), ...args, ...files], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
}

const staged = git('diff', '--cached', '--name-only', '--diff-filter=ACMR', '-z');
const partly = new Set(git('diff', '--name-only', '-z'));
const whole = staged.filter((file) => !partly.has(file));
const formatter = 'oxfmt/bin/oxfmt';
run(formatter, ['--no-error-on-unmatched-pattern'], whole);
if (whole.length > 0) git('add', '--', ...whole);
run(
  formatter,
  ['--check', '--no-error-on-unmatched-pattern'],
  staged.filter((file) => partly.has(file)),
);
run(
  'oxlint/bin/oxlint',
  ['--no-error-on-unmatched-pattern'],
  staged.filter((file) => /\.(?:ts|js|mjs)$/.test(file)),
);
