import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { demoLog } from '../../../../test/fixtures/demo-log.ts';
import { SAMPLE } from '../../../demo/sample.ts';
import { readFileBlocks } from '../files/file-blocks.ts';
import { unpackGzip } from '../compression/gzip-reader.ts';
import { GzipRestarts } from '../compression/gzip-restarts.ts';
import { eachLine, readLines } from './line-reader.ts';
import { listSources } from '../sources/source-list.ts';
import { scratchFolder } from '../../../../test/harness/folders.ts';

const folder = scratchFolder('line-reader-');

test('whoever waits for a line far behind in a packed file hears of each block on the way', async () => {
  const file = join(folder, 'log.jsonl.gz');
  const before = `${'x'.repeat(999)}\n`.repeat(20_000);
  writeFileSync(file, gzipSync(`${before}the line\n`));
  const { sources } = await listSources([file]);
  const lines: string[] = [];
  let blocks = 0;
  await eachLine(
    sources[0]!,
    [{ offset: before.length, length: 8 }],
    (line) => lines.push(line.toString()),
    () => blocks++,
  );
  assert.deepEqual(lines, ['the line']);
  assert.ok(blocks > 1, `${blocks} blocks of 20 MB`);
});

test('lines of a gzip log are the same from places on the way as from its start, and less of it is unpacked', async () => {
  const file = join(folder, 'marked.jsonl.gz');
  const texts = demoLog({ ...SAMPLE, requests: 3000 }).lines;
  writeFileSync(file, gzipSync(texts.join('')));
  const restarts = new GzipRestarts(64 << 10);
  const small = async function* (): AsyncGenerator<Buffer> {
    for await (const block of readFileBlocks(file, 0))
      for (let at = 0; at < block.length; at += 60_000) yield block.subarray(at, at + 60_000);
  };
  for await (const block of unpackGzip(small(), restarts)) assert.ok(block.length > 0);
  assert.ok(restarts.length > 4, `${restarts.length} places`);
  const { sources } = await listSources([file]);
  let offset = 0;
  const all = texts.map((text) => ({ offset: (offset += text.length) - text.length, length: text.length }));
  const read = async (refs: typeof all, some?: GzipRestarts): Promise<{ lines: string[]; blocks: number }> => {
    const lines: string[] = [];
    let blocks = 0;
    const take = (line: Buffer, ref: number): void => {
      lines[ref] = line.toString();
    };
    await eachLine(sources[0]!, refs, take, () => blocks++, some);
    return { lines, blocks };
  };
  for (const step of [1, 97, 1100]) {
    const wanted = [...all.keys()].filter((line) => line % step === step - 1).reverse();
    const refs = wanted.map((line) => all[line]!);
    const [plain, marked] = [await read(refs), await read(refs, restarts)];
    assert.deepEqual(
      marked.lines,
      wanted.map((line) => texts[line]),
      `every line in ${step}`,
    );
    assert.deepEqual(plain.lines, marked.lines);
    if (step === 1100) assert.ok(marked.blocks < plain.blocks, `${marked.blocks} of ${plain.blocks} blocks`);
  }
  const behind = [{ offset: offset - 5, length: 100 }];
  assert.deepEqual(
    (await read(behind, restarts)).lines,
    [texts.join('').slice(-5)],
    'what lies behind the end is missing',
  );
});

test('lines of a plain file that are read at once do not overwrite each other', async () => {
  const file = join(folder, 'log.jsonl');
  writeFileSync(file, 'first line\nsecond\nthird');
  const { sources } = await listSources([file]);
  const refs = [
    { offset: 18, length: 99 },
    { offset: 0, length: 10 },
    { offset: 11, length: 6 },
  ];
  const lines = await readLines(sources[0]!, refs);
  assert.deepEqual(lines.map(String), ['third', 'first line', 'second']);
});
