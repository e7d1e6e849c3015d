import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { eachLine } from './line-reader.ts';
import { listSources } from './source-list.ts';

const folder = mkdtempSync(join(tmpdir(), 'line-reader-'));
after(() => rmSync(folder, { recursive: true, force: true }));

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
