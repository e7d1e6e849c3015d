import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { detectSource, isRefusal } from '../../reader/bytes/sources/detect.ts';
import type { Source } from '../../reader/bytes/files/source.ts';
import { searchLines, type Hit } from './text-search.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-search-');

async function log(name: string, bytes: Buffer | string): Promise<Source> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const source = await detectSource(path);
  assert.ok(!isRefusal(source));
  return source;
}

async function search(source: Source, text: string, limit = 1e6): Promise<{ hits: Hit[]; limited: boolean }> {
  const hits: Hit[] = [];
  const limited = await searchLines(source, text, {
    limit,
    stopped: () => false,
    onHits: (found) => hits.push(...found),
  });
  return { hits, limited };
}

// Lines long enough that several straddle the blocks of 1 MB.
const lines = Array.from({ length: 900 }, (_, at) => {
  const word = at % 30 === 7 ? 'Needle' : at % 30 === 8 ? 'nEEDLE\\"s' : 'hay';
  return JSON.stringify({ n: at, text: `${'x'.repeat((at * 977) % 9000)} ${word} caf\u00e9` });
});
const text = `${lines.join('\n')}\n`;
const holding = (part: string): number[] =>
  lines.flatMap((line, at) => (line.toLowerCase().includes(part) ? [at + 1] : []));

test('every line that holds the text is found once, with its line, offset and length, also across blocks', async () => {
  for (const source of [await log('a.jsonl', text), await log('a.jsonl.gz', gzipSync(text))]) {
    const { hits, limited } = await search(source, 'NEEDLE');
    assert.equal(limited, false);
    assert.deepEqual(
      hits.map((hit) => hit.line),
      holding('needle'),
    );
    const bytes = Buffer.from(text);
    for (const { line, offset, length } of hits) {
      assert.equal(bytes.toString('utf8', offset, offset + length), lines[line - 1]);
    }
  }
});

test('text that JSON writes in another way is found', async () => {
  const source = await log('b.jsonl', '{"t":"say \\"hi\\""}\n{"t":"caf\\u00e9"}\n{"t":"a\\nb"}\n{"t":"café"}\n');
  const found = async (wanted: string): Promise<number[]> => (await search(source, wanted)).hits.map((hit) => hit.line);
  assert.deepEqual(await found('say "HI"'), [1]);
  assert.deepEqual(await found('café'), [2, 4]);
  assert.deepEqual(await found('a\nb'), [3]);
});

test('a search ends at its limit and says so', async () => {
  const { hits, limited } = await search(await log('c.jsonl', text), 'x', 10);
  assert.equal(hits.length, 10);
  assert.equal(limited, true);
});

test('a search that is stopped reads no further', async () => {
  const source = await log('d.jsonl', text.repeat(4));
  let asked = 0;
  let read = 0;
  await searchLines(source, 'needle', {
    limit: 1e6,
    stopped: () => asked++ > 1,
    onHits: (_, bytes) => (read = bytes),
  });
  assert.ok(read < source.size / 2, `${read} of ${source.size} bytes were read`);
});
