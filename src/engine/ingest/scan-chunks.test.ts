/** Packed logs that are cut into chunks while they are unpacked: see `ChunkFeed`. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import test, { after, before } from 'node:test';
import zlib from 'node:zlib';
import { logLines as lines, ScratchLog } from '../../../test/faults/scratch-log.ts';
import { isAll } from '../../../test/harness/all.ts';
import { digest } from '../../../test/fixtures/scan-digest.ts';
import type { Scan, ScanOptions } from './scan.ts';

const scratch = new ScratchLog();
before(() => scratch.prepare());
after(() => scratch.remove());

const file = (name: string, content: string | Buffer): string => scratch.file(name, content);
const run = (paths: string[], options: ScanOptions = {}): Promise<Scan> => scratch.scan(paths, options);
const errorOf = ({ inputs }: Scan): string => inputs.files[0]!.error!;

const VARIANTS: Record<string, (text: string) => Buffer> = {
  'large.jsonl.gz': (text) => zlib.gzipSync(text),
  'members.jsonl.gz': (text) => Buffer.concat([zlib.gzipSync(text.slice(0, 9000)), zlib.gzipSync(text.slice(9000))]),
  'wide.jsonl': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
};

for (const [name, pack] of Object.entries(VARIANTS))
  test(`a packed log that is cut while it is unpacked gives what the plain one gives: ${name}`, async () => {
    const text = `${lines(0, 300)}{"cut":\n\nnot json\n${lines(300, 600)}{"other":1}\n`;
    const plain = await run([file('plain.jsonl', text)], { workers: 0, rangeBytes: 1 << 20 });
    const expected = plain.table.finish();
    const log = file(name, pack(text));
    const besides = [file('a.jsonl', lines(600, 610)), file('z.jsonl', lines(610, 620))];
    for (const rangeBytes of isAll ? [3000, 10_000, 40_000] : [3000, 40_000]) {
      const { table, inputs } = await run([log], { workers: 2, rangeBytes });
      const { rows } = table.finish();
      assert.deepEqual(
        ['lines', 'records', 'rejected', 'skipped'].map((count) => Reflect.get(inputs, count) as number),
        ['lines', 'records', 'rejected', 'skipped'].map((count) => Reflect.get(plain.inputs, count) as number),
      );
      for (const column of ['line', 'offset', 'bytes', 'prompt', 'answer'] as const)
        assert.deepEqual([...rows[column]], [...expected.rows[column]], `${column} in chunks of ${rangeBytes}`);
      const paths = [besides[1]!, log, besides[0]!];
      const known = digest(await run(paths, { workers: 0, rangeBytes }));
      for (const workers of isAll ? [1, 3] : [3])
        assert.equal(digest(await run(paths, { workers, rangeBytes })), known);
    }
  });

test('a packed log of which a chunk cannot be cut is read on from there', async () => {
  const text = `${lines(0, 100)}${'  not an object\n'.repeat(2000)}${lines(100, 200)}`;
  const plain = (await run([file('uncut/plain.jsonl', text)])).table.finish().rows;
  const log = file('uncut/log.jsonl.gz', zlib.gzipSync(text, { level: 0 }));
  for (const workers of [0, 2]) {
    const { table, inputs } = await run([log], { workers, rangeBytes: 4000 });
    assert.deepEqual([inputs.lines, inputs.requests, inputs.rejected], [2200, 200, 2000]);
    const { rows } = table.finish();
    for (const column of ['line', 'offset', 'prompt'] as const) assert.deepEqual([...rows[column]], [...plain[column]]);
  }
});

test('a text of no more than a chunk is read as what it is', async () => {
  const values = lines(0, 50)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  const text = JSON.stringify(values, null, 1);
  const expected = (await run([file('array/plain.json', text)])).table.finish().rows;
  assert.ok(new Set(expected.line).size === 50);
  const log = file('array/wide.json', Buffer.from(`\ufeff${text}`, 'utf16le'));
  for (const workers of [0, 2]) {
    const { rows } = (await run([log], { workers, rangeBytes: 2 * text.length })).table.finish();
    for (const column of ['line', 'prompt'] as const) assert.deepEqual([...rows[column]], [...expected[column]]);
  }
});

test('a packed log that ends in the middle gives what could be unpacked, and says so', async () => {
  const whole = zlib.gzipSync(lines(0, 500), { level: 1 });
  const log = file('damaged/log.jsonl.gz', whole.subarray(0, whole.length * 0.7));
  const results = [];
  for (const workers of [0, 2]) {
    const result = await run([log], { workers, rangeBytes: 4000 });
    assert.equal(result.partial, true);
    assert.match(errorOf(result), /^The file could not be read to its end: .+\.$/);
    assert.ok(result.table.length > 100);
    results.push(digest(result));
  }
  assert.equal(results[0], results[1]);
});

test('the thread that unpacks may die: what it gave stands, and the rest is read', async () => {
  const log = file('dying/log.jsonl.gz', zlib.gzipSync(lines(0, 500), { level: 1 }));
  const plain = digest(await run([log], { rangeBytes: 4000 }));
  const crashing = scratch.faultyWorker('crashing', `if ('memory' in job && job.start > 20000) process.exit(7);`);
  const result = await run([log], { workers: 2, workerFile: crashing, rangeBytes: 4000 });
  assert.equal(result.partial, true);
  assert.match(errorOf(result), /code 7\.$/);
  assert.ok(result.table.length > 20 && result.table.length < 500);
  // On its second try the thread is whole.
  const died = JSON.stringify(`${scratch.folder}/died`);
  const once = scratch.faultyWorker(
    'crashing-once',
    `if ('memory' in job && job.start > 20000 && !fs.existsSync(${died})) { fs.writeFileSync(${died}, ''); process.exit(7); }`,
  );
  assert.equal(digest(await run([log], { workers: 2, workerFile: once, rangeBytes: 4000 })), plain);
  assert.ok(existsSync(`${scratch.folder}/died`));
});
