/**
 * Logs that grow, shrink and change between scans. Longer than 250 lines: every case is a story that takes many steps
 * to tell.
 */
import assert from 'node:assert/strict';
import {
  appendFile,
  chmod,
  copyFile,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { rounds } from '../../../../test/harness/all.ts';
import { zip } from '../../../../test/fixtures/archives.ts';
import { demoLog } from '../../../../test/fixtures/demo-log.ts';
import { SAMPLE } from '../../../demo/sample.ts';
import { scan, type ScanOptions } from '../scan.ts';
import { transfer } from '../../table/request-table.ts';
import type { LogStore } from './saved-log.ts';
import { FolderLogStore, forgetLogs } from './folder-log-store.ts';
import { MemoryLogStore } from './memory-log-store.ts';

const { lines } = demoLog(SAMPLE);
const RANGE = 64 << 10;
const PROMPT = /[A-Z][a-z]+ [a-z]+ [a-z]+ [a-z]+/;
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'resume-'));
});
after(async () => {
  await rm(folder, { recursive: true });
});

interface Read {
  /** Every byte of the requests that were found, and all counts. */
  result: string;
  remarks: string[];
}

async function read(paths: readonly string[], known?: LogStore, more: ScanOptions = {}): Promise<Read> {
  const remarks: string[] = [];
  const options = {
    rangeBytes: RANGE,
    ...more,
    ...(known && { logStore: known }),
    onRemark: (text: string) => remarks.push(text),
  };
  const { table, inputs, partial } = await scan(paths, options);
  const packed = table.finish().pack();
  const bytes = transfer(packed).map((buffer) => Buffer.from(buffer).toString('base64'));
  return { result: JSON.stringify([packed.length, packed.names, bytes, inputs, partial]), remarks };
}

const stores: readonly [name: string, make: () => LogStore][] = [
  ['memory', () => new MemoryLogStore()],
  ['a folder', () => new FolderLogStore(join(folder, `known-${Math.random()}`), null)],
];

for (const [name, make] of stores) {
  test(`a log that grew is read from its last cut on, with the same result, kept in ${name}`, async () => {
    const log = join(folder, 'grown.jsonl');
    const known = make();
    let text = '';
    for (const count of [60, 61, 120, 240]) {
      text = [...lines.slice(0, 30), 'not json\n', '\n', ...lines.slice(30, count)].join('');
      await writeFile(log, text);
      const again = await read([log], known);
      assert.equal(again.result, (await read([log])).result, `${count} lines`);
      const from = /read from byte (\d+) of/.exec(again.remarks.join())?.[1];
      if (count > 60) assert.ok(Number(from) > 0, again.remarks.join());
      if (count === 61) assert.ok(text.length - Number(from) < 3 * RANGE, 'almost all of it was known');
    }
    const unchanged = await read([log], known);
    assert.match(unchanged.remarks.join(), /unchanged/);
    assert.equal(unchanged.result, (await read([log])).result);
  });

  test(`a log that was replaced, cut or edited at its end is read whole, and a sentence says so, kept in ${name}`, async () => {
    const log = join(folder, 'replaced.jsonl');
    const known = make();
    const changes: (() => Promise<void>)[] = [
      () => writeFile(log, lines.slice(120).join('')),
      () => truncate(log, 70 << 10),
    ];
    for (const change of changes) {
      await writeFile(log, lines.slice(0, 120).join(''));
      await read([log], known);
      await change();
      const again = await read([log], known);
      assert.match(again.remarks.join(), /another log took its place/);
      assert.equal(again.result, (await read([log])).result);
    }
  });

  test(`a log that grew before its first checkpoint is not said to be another one, kept in ${name}`, async () => {
    const log = join(folder, 'small.jsonl');
    const known = make();
    const whole = { rangeBytes: 1 << 30 };
    await writeFile(log, lines.slice(0, 60).join(''));
    await read([log], known, whole);
    await appendFile(log, lines.slice(60, 90).join(''));
    const grown = await read([log], known, whole);
    assert.match(
      grown.remarks.join(),
      /it has grown, and none of its checkpoints can be used, so all of it is read\.$/,
    );
    await writeFile(log, lines.slice(0, 90).join(''));
    await utimes(log, 1, 1);
    assert.match((await read([log], known, whole)).remarks.join(), /it was written to since the last scan, so all/);
  });

  test(`a log that was renamed is known under its new name, and numbers of sources may change, kept in ${name}`, async () => {
    const log = join(folder, 'named.jsonl');
    const known = make();
    await writeFile(log, lines.slice(0, 120).join(''));
    await read([log], known);
    const rotated = `${log}.1`;
    await rename(log, rotated);
    await writeFile(log, lines.slice(120).join(''));
    const again = await read([log, rotated], known);
    assert.match(again.remarks.join(), /named\.jsonl\.1: unchanged/);
    assert.equal(again.result, (await read([log, rotated])).result);
    await rm(rotated);
  });

  test(`a packed log is known as long as it does not change, kept in ${name}`, async () => {
    const log = join(folder, 'packed.jsonl.gz');
    const known = make();
    await writeFile(log, gzipSync(lines.join(''), { level: 0 }));
    const first = await read([log], known);
    const again = await read([log], known);
    assert.match(again.remarks.join(), /unchanged/);
    assert.equal(again.result, first.result);
    await appendFile(log, gzipSync(lines.slice(0, 5).join('')));
    assert.equal((await read([log], known)).result, (await read([log])).result);
  });
}

test('any growth of a log, with broken and open values in it, gives what a full scan gives', async () => {
  const log = join(folder, 'any.jsonl');
  const entry = fc.oneof(
    { weight: 6, arbitrary: fc.nat(lines.length - 1).map((at) => lines[at]!) },
    fc.constantFrom('\n', 'text\n', '{"cut":\n', '{"a":\n 1}\n', '[\n', '{"id":"x', '\0\0', '{"messages":[{}]}\n'),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(entry, { maxLength: 12 }), { minLength: 2, maxLength: 5 }), async (growths) => {
      const known = new MemoryLogStore();
      await writeFile(log, '');
      for (const growth of growths) {
        await appendFile(log, growth.join(''));
        const rangeBytes = 16 << 10;
        const again = await read([log], known, { rangeBytes });
        assert.equal(again.result, (await read([log], undefined, { rangeBytes })).result);
      }
    }),
    { numRuns: rounds(60) },
  );
});

test('a scan that was stopped leaves what it read for the next one', async () => {
  const log = join(folder, 'stopped.jsonl');
  await writeFile(log, lines.join(''));
  const known = new MemoryLogStore();
  const stop = new AbortController();
  const options: ScanOptions = { rangeBytes: RANGE, signal: stop.signal };
  const slow: LogStore = {
    load: (source) => {
      setImmediate(() => stop.abort());
      return known.load(source);
    },
    save: (source, found) => known.save(source, found),
  };
  const stopped = await scan([log], { ...options, logStore: slow });
  const again = await read([log], known);
  assert.equal(again.result, (await read([log])).result);
  assert.ok(stopped.partial);
});

test('a folder for later scans is for its owner alone and holds no text of prompts', async () => {
  const log = join(folder, 'private.jsonl');
  const kept = join(folder, 'private');
  await writeFile(log, lines.join(''));
  await read([log], new FolderLogStore(kept, null));
  assert.equal((await stat(kept)).mode & 0o777, 0o700);
  const names = await readdir(kept);
  assert.equal(names.length, 2);
  for (const name of names) {
    assert.equal((await stat(join(kept, name))).mode & 0o777, 0o600);
    const bytes = await readFile(join(kept, name), 'latin1');
    assert.ok(!bytes.includes('private.jsonl'), 'the name of the log is not told');
    for (const line of lines.slice(0, 50)) {
      const prompt = PROMPT.exec(/"content":"([^"]+)/.exec(line)?.[1] ?? '')?.[0];
      if (prompt !== undefined) assert.ok(!bytes.includes(prompt), prompt);
    }
  }
});

test('text that waits for other lines is not kept', async () => {
  const log = join(folder, 'pieces.jsonl');
  const kept = join(folder, 'pieces');
  const sample = await readFile('test/golden/formats/samples/codex-cli.jsonl', 'utf8');
  await writeFile(log, sample.repeat(100));
  const known = new FolderLogStore(kept, null);
  const first = await read([log], known);
  assert.equal((await read([log], known)).result, first.result);
  for (const name of await readdir(kept).catch(() => [])) {
    assert.ok(!(await readFile(join(kept, name), 'latin1')).includes('You write code'));
  }
});

test('a damaged file, one of other settings and a folder that cannot be written cost a full scan and no more', async () => {
  const log = join(folder, 'damaged.jsonl');
  const kept = join(folder, 'damaged');
  await writeFile(log, lines.join(''));
  const expected = (await read([log], new FolderLogStore(kept, null))).result;
  assert.deepEqual((await read([log], new FolderLogStore(kept, 'other'))).remarks, []);
  for (const name of await readdir(kept)) await truncate(join(kept, name), 1000);
  const damaged = await read([log], new FolderLogStore(kept, null));
  assert.equal(damaged.result, expected);
  assert.match(damaged.remarks.join(), /what was saved of it is damaged \(.*\), so all of it is read again/);
  const blocked = join(folder, 'a-file');
  await writeFile(blocked, '');
  const failed = await read([log], new FolderLogStore(join(blocked, 'x'), null));
  assert.equal(failed.result, expected);
  assert.match(failed.remarks.join(), /could not be saved for the next scan/);
  await chmod(kept, 0o700);
});

test('a folder stays within its size, and all in it can be forgotten', async () => {
  const kept = join(folder, 'bounded');
  const first = join(folder, 'bounded-1.jsonl');
  await writeFile(first, lines.join(''));
  await read([first], new FolderLogStore(kept, null));
  const files = (await readdir(kept)).filter((name) => name.length > 20);
  const { size } = await stat(join(kept, files[0]!));
  for (let at = 2; at < 6; at++) {
    const log = join(folder, `bounded-${at}.jsonl`);
    await writeFile(log, lines.slice(at).join(''));
    await read([log], new FolderLogStore(kept, null, 2.5 * size));
  }
  assert.ok((await readdir(kept)).length <= 3);
  await copyFile(first, join(kept, 'foreign.txt'));
  const { logs, bytes } = await forgetLogs(kept);
  assert.ok(logs === 2 && bytes > size);
  assert.deepEqual(await readdir(kept), ['foreign.txt']);
  assert.deepEqual(await forgetLogs(join(folder, 'none')), { logs: 0, bytes: 0 });
});

test('knowledge of one log in an archive is taken for that of no other log in it', async () => {
  const archive = join(folder, 'logs.zip');
  // Halves of requests wait for other lines, so nothing is kept of the log that has some.
  const half = `${JSON.stringify({ custom_id: 'b1', method: 'POST', url: '/v1/chat/completions', body: { model: 'm', messages: [{ role: 'user', content: 'Why?' }] } })}\n`;
  await writeFile(archive, zip({ 'a.jsonl': lines.slice(0, 40).join(''), 'b.jsonl': half + lines[40]! }));
  const known = new MemoryLogStore();
  for (let time = 0; time < 2; time++)
    assert.equal((await read([archive], known)).result, (await read([archive])).result, `time ${time}`);
});

test('a limit has the last requests of the file written to last judged, and all counted', async () => {
  const old = join(folder, 'old.jsonl');
  const recent = join(folder, 'a-recent.jsonl');
  await writeFile(old, lines.slice(0, 120).join(''));
  await utimes(old, 1, 1);
  await writeFile(recent, lines.slice(120).join(''));
  const known = new MemoryLogStore();
  for (const store of [undefined, known, known]) {
    const options = { rangeBytes: 16 << 10, keepRequests: 60, ...(store && { logStore: store }) };
    const { table, inputs, sources } = await scan([old, recent], options);
    assert.equal(inputs.requests, (await scan([old, recent])).inputs.requests);
    assert.ok(table.length >= 60 && table.length <= 75, String(table.length));
    const number = sources.findIndex(({ path }) => path === recent);
    const finished = table.finish();
    assert.deepEqual([...new Set(finished.rows.source)], [number]);
    const notes = inputs.files.map(({ note }) => note ?? '');
    assert.match(notes.join(), /requests of this file are counted but no longer judged/);
  }
});
