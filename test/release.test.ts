/** Files of a release work alone: whoever has them has no repository to look into. */
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checksums, copiedBy, packContainer, packSpark, provenance } from '../scripts/release/release-parts.ts';
import { scratchFolder } from './harness/folders.ts';
import { run } from './harness/processes.ts';

const ROOT = join(__dirname, '..');
const scratch = scratchFolder('prompt-audit-release-');
const skip = process.platform !== 'linux' && 'needs GNU tar';

async function unpacked(archive: string): Promise<string> {
  const folder = join(scratch, `${archive}-unpacked`);
  mkdirSync(folder);
  const { code, output } = await run('tar', ['-xzf', join(scratch, archive), '-C', folder]);
  assert.equal(code, 0, output);
  return folder;
}

test('the context of the container holds all that its file copies, and the program in it runs', { skip }, async () => {
  await packContainer(ROOT, join(scratch, 'container.tar.gz'));
  const folder = await unpacked('container.tar.gz');
  const dockerfile = readFileSync(join(folder, 'Dockerfile'), 'utf8');
  const copied = copiedBy(folder, dockerfile);
  assert.ok(copied.length > 5);
  for (const path of copied) assert.ok(existsSync(join(folder, path)), path);
  assert.doesNotMatch(dockerfile, /npm|--from/);
  assert.match(dockerfile, /^USER node$/m);
  const log = join(scratch, 'demo.jsonl');
  const audit = (...args: string[]) =>
    run(process.execPath, [join(folder, 'dist/prompt-audit.js'), ...args], { cwd: scratch });
  assert.equal((await audit('demo-log', '--requests', '2000', '--output', log, '--quiet')).code, 0);
  const scanned = await audit('scan', log, '--rules', 'shipped', '--fail-on', 'distillation');
  assert.equal(scanned.code, 1, scanned.output);
});

test('the same files give the same archive, byte for byte', { skip }, async () => {
  for (const name of ['one.tar.gz', 'two.tar.gz']) await packSpark(ROOT, join(scratch, name));
  assert.ok(readFileSync(join(scratch, 'one.tar.gz')).equals(readFileSync(join(scratch, 'two.tar.gz'))));
  const folder = await unpacked('one.tar.gz');
  for (const path of ['cluster/spark/audit.py', 'dist/cli.js']) assert.ok(existsSync(join(folder, path)), path);
});

test('checksums are ones that sha256sum accepts, and refuses once a byte has changed', { skip }, async () => {
  const folder = join(scratch, 'sums');
  mkdirSync(folder);
  copyFileSync(join(ROOT, 'LICENSE'), join(folder, 'a'));
  writeFileSync(join(folder, 'b'), 'two');
  writeFileSync(join(folder, 'SHA256SUMS'), checksums(folder, ['a', 'b']));
  const check = async () => (await run('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: folder })).code;
  assert.equal(await check(), 0);
  const origin = { commit: 'c0ffee', changed: false, repository: 'git+https://example.org/x.git', node: 'v20' };
  const { subject } = provenance(folder, ['a', 'b'], origin, join(folder, 'a')) as { subject: { digest: object }[] };
  const sums = readFileSync(join(folder, 'SHA256SUMS'), 'utf8');
  for (const { digest } of subject) assert.ok(sums.includes(Object.values(digest).join('')));
  writeFileSync(join(folder, 'b'), 'Two');
  assert.equal(await check(), 1);
  rmSync(folder, { recursive: true });
});
