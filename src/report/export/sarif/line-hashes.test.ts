import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { listSources } from '../../../reader/bytes/sources/source-list.ts';
import { lineHashes } from './line-hashes.ts';
import { scratchFolder } from '../../../../test/harness/folders.ts';

const folder = scratchFolder('line-hashes-');

async function hashesOf(content: string | Buffer, lines: readonly number[]): Promise<Map<number, string>> {
  const file = join(folder, 'log.jsonl');
  writeFileSync(file, content);
  const { sources, release } = await listSources([file]);
  try {
    return await lineHashes(sources[0]!, lines);
  } finally {
    await release();
  }
}

/** Texts and the hashes of all their lines, as the upload action of code scanning gives them. */
const KNOWN: readonly (readonly [string, readonly string[]])[] = [
  [' a\nb\n  \t\tc\n d', ['271789c17abda88f:1', '54703d4cd895b18:1', '180aee12dab6264:1', 'a23a3dc5e078b07b:1']],
  [
    ' hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n',
    [
      ...['e9496ae3ebfced30:1', 'fb7c023a8b9ccb3f:1', 'ce8ba1a563dcdaca:1', 'e20e36e16fcb0cc8:1'],
      ...['b3edc88f2938467e:1', 'c8e28b0b4002a3a0:1', 'c129715d7a2bc9a3:1'],
    ],
  ],
  [
    'Lorem ipsum dolor sit amet.\n'.repeat(10),
    [
      ...['a7f2ff13bc495cf2:1', 'a7f2ff13bc495cf2:2', 'a7f2ff13bc495cf2:3', 'a7f2ff13bc495cf2:4'],
      ...['a7f2ff13bc495cf2:5', 'a7f2ff13bc495cf2:6', 'a7f2ff1481e87703:1', 'a9cf91f7bbf1862b:1'],
      ...['55ec222b86bcae53:1', 'cc97dc7b1d7d8f7b:1', 'c129715d7a2bc9a3:1'],
    ],
  ],
];

test('hashes are those that a code host computes by itself, else every upload would open all findings anew', async () => {
  for (const [text, hashes] of KNOWN) {
    const found = await hashesOf(
      text,
      hashes.map((_, index) => index + 1),
    );
    assert.deepEqual([...found.values()], hashes);
  }
});

test('a line is counted among equal ones above it, also when it is the only one asked for', async () => {
  const line = `${'{"model":"m", "prompt":"é"} '.repeat(20)}\n`;
  const all = await hashesOf(line.repeat(30), [1, 30]);
  const [first, last] = [all.get(1)!, all.get(30)!];
  assert.match(first, /:1$/);
  assert.equal(last, first.replace(/1$/, '30'));
  assert.equal((await hashesOf(line.repeat(90), [30])).get(30), last, 'what is written behind it changes nothing');
});

test('lines of a packed log have no hash: no host could look at them', async () => {
  assert.equal((await hashesOf(gzipSync('{"a":1}\n'), [1])).size, 0);
});
