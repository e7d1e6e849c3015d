/** Files that change, vanish or are no files at all while a scan reads them. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { run } from '../harness/processes.ts';
import { logLines, ScratchLog } from './scratch-log.ts';

const scratch = new ScratchLog();
before(() => scratch.prepare());
after(() => scratch.remove());

const LINES = 400;
const rangeBytes = 8000;

/** Windows does not let go of a file that is open. */
const canMove = { skip: process.platform === 'win32' && 'Windows keeps open files where they are' };

/** What a process does to the log before the part at byte 8,000 is read. */
function meddle(name: string, code: string): { log: string; workerFile: string } {
  const log = scratch.file(`${name}/log.jsonl`, logLines(0, LINES));
  const workerFile = scratch.faultyWorker(
    name,
    `const log = ${JSON.stringify(log)};
     if (attempt === 1 && job.range?.start >= 8000 && job.range.start < 16000) { ${code} }`,
  );
  return { log, workerFile };
}

test('a file that is cut while it is read is reported, and what was read stands', async () => {
  const { log, workerFile } = meddle('truncated', `fs.truncateSync(log, 9000);`);
  const { inputs, partial, table } = await scratch.scan([log], { workers: 1, workerFile, rangeBytes });
  assert.match(inputs.files[0]!.error!, /it was truncated from \d+ to 9000 bytes/);
  assert.equal(partial, true);
  assert.ok(table.length > 10 && table.length < LINES);
});

test('a file that another one replaced is not read on as if it were the same', canMove, async () => {
  const other = scratch.file('replaced/other.jsonl', logLines(5000, 5000 + LINES));
  const { log, workerFile } = meddle('replaced', `fs.renameSync(${JSON.stringify(other)}, log);`);
  const { inputs, partial, table } = await scratch.scan([log], { workers: 1, workerFile, rangeBytes });
  assert.match(inputs.files[0]!.error!, /another file took its place/);
  assert.equal(partial, true);
  assert.ok(table.length > 10 && table.length < LINES);
});

test('a log that is rotated by renaming is reported', canMove, async () => {
  const { log, workerFile } = meddle('rotated', `fs.renameSync(log, log + '.1'); fs.writeFileSync(log, '');`);
  const { inputs, partial } = await scratch.scan([log], { workers: 1, workerFile, rangeBytes });
  assert.match(inputs.files[0]!.error!, /another file took its place/);
  assert.equal(partial, true);
});

test('a log that is rotated by copying and emptying is reported, even when it has grown past its old size', async () => {
  const { log, workerFile } = meddle('emptied', `fs.writeFileSync(log, '{"x":1}\\n'.repeat(40000));`);
  const { inputs, partial } = await scratch.scan([log], { workers: 1, workerFile, rangeBytes });
  assert.match(inputs.files[0]!.error!, /it was rewritten/);
  assert.equal(partial, true);
});

test('a file that is deleted while it is read is reported', canMove, async () => {
  const { log, workerFile } = meddle('deleted', `fs.unlinkSync(log);`);
  const { inputs, partial, table } = await scratch.scan([log], { workers: 1, workerFile, rangeBytes });
  assert.match(inputs.files[0]!.error!, /it does not exist/);
  assert.equal(partial, true);
  assert.ok(table.length > 10);
});

test('a file that only grows is read, with a remark', async () => {
  const { log, workerFile } = meddle('grown', `fs.appendFileSync(log, ${JSON.stringify(logLines(LINES, LINES + 5))});`);
  const { inputs, partial } = await scratch.scan([log], { workers: 1, workerFile, rangeBytes });
  assert.equal(inputs.files[0]!.error, undefined);
  assert.match(inputs.files[0]!.note!, /grew by \d+ bytes/);
  assert.equal(partial, false);
  assert.ok(inputs.files[0]!.requests >= LINES);
});

test('a permission that is lost in the middle costs the parts behind it', async (t) => {
  if (process.platform === 'win32') {
    t.skip('Windows has no modes of files');
    return;
  }
  const script = scratch.file(
    'permission.ts',
    `import { chmodSync } from 'node:fs';
     import { scan } from ${JSON.stringify(path.join(__dirname, '../../src/engine/ingest/scan.ts'))};
     const [log] = process.argv.slice(2);
     void (async () => {
       let first = true;
       const stat = await import('node:fs/promises');
       const { inputs, partial } = await scan([log!], { rangeBytes: 8000, workers: 0, onProgress: () => undefined,
         mappings: new Proxy([], { get(list, key) {
           // The list of mappings is looked at once for each part.
           if (first && key === 'length') { first = false; } else if (key === 'length') chmodSync(log!, 0);
           return Reflect.get(list, key);
         } }) });
       console.log(JSON.stringify({ error: inputs.files[0]?.error, partial, requests: inputs.requests }));
     })();`,
  );
  const log = scratch.file('permission/log.jsonl', logLines(0, LINES));
  chmodSync(scratch.folder, 0o755);
  const asRoot = process.getuid?.() === 0;
  if (asRoot) execFileSync('chown', ['-R', '65534', path.dirname(log)]);
  const { code, output } = await run(process.execPath, ['--import', 'tsx', script, log], {
    cwd: path.join(__dirname, '../..'),
    ...(asRoot && { uid: 65534, gid: 65534 }),
    // Into the folder of the coverage it may not write, and would say so behind its answer.
    env: { ...process.env, NODE_V8_COVERAGE: undefined, HOME: scratch.folder, TMPDIR: path.dirname(log) },
  });
  assert.equal(code, 0, output);
  const found = JSON.parse(output.trim().split('\n').at(-1)!) as { error: string; partial: boolean; requests: number };
  assert.match(found.error, /you may not open it/);
  assert.equal(found.partial, true);
  assert.ok(found.requests < LINES);
});

test('loops of links, pipes, sockets and devices in a folder neither hang a scan nor are read', async (t) => {
  if (process.platform === 'win32') {
    t.skip('Windows has no such files');
    return;
  }
  const folder = path.join(scratch.folder, 'odd');
  const log = scratch.file('odd/real/log.jsonl', logLines(0, 3));
  symlinkSync(folder, path.join(folder, 'real/up'));
  symlinkSync('round', path.join(folder, 'about'));
  symlinkSync('about', path.join(folder, 'round'));
  symlinkSync('/dev/zero', path.join(folder, 'zero.jsonl'));
  symlinkSync(log, path.join(folder, 'alias.jsonl'));
  execFileSync('mkfifo', [path.join(folder, 'pipe.jsonl')]);
  mkdirSync(path.join(folder, 'folder.jsonl'));
  const whole = await scratch.scan([folder], {});
  assert.equal(whole.table.length, 3, 'the log is read once, whatever its names');
  const glob = await scratch.scan([path.join(folder, '**/*.jsonl')], {});
  assert.equal(glob.table.length, 3);
  for (const name of ['pipe.jsonl', 'zero.jsonl', 'about']) {
    const { inputs } = await scratch.scan([path.join(folder, name)], {});
    assert.match(inputs.files[0]!.error!, /not a regular file|links form a loop/, name);
  }
});

test('two scans of one file at the same time give the same as one', async () => {
  const log = scratch.file('twice/log.jsonl', `${logLines(0, LINES)}{"cut":\n`);
  const [one, two] = await Promise.all([1, 2].map((workers) => scratch.scan([log], { workers, rangeBytes })));
  assert.deepEqual(one!.inputs, two!.inputs);
  const prompts = [one!, two!].map(({ table }) => [...table.finish().rows.prompt]);
  assert.deepEqual(prompts[0], prompts[1]);
});

test('a log that vanishes before it is read is named, and the others are read', async () => {
  const gone = scratch.file('gone/a.jsonl', logLines(0, 3));
  const kept = scratch.file('gone/b.jsonl', logLines(0, 3));
  const workerFile = scratch.faultyWorker(
    'gone',
    `if (job.source.path.endsWith('a.jsonl')) fs.rmSync(job.source.file, { force: true });`,
  );
  const { inputs, table } = await scratch.scan([gone, kept], { workers: 1, workerFile });
  assert.match(inputs.files[0]!.error!, /it does not exist/);
  assert.equal(table.length, 3);
});
