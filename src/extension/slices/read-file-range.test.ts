import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readFileRange } from './read-file-range.ts';

const LINE = 100;
const text = Array.from({ length: 40_000 }, (_, k) => String(k).padEnd(LINE - 1, '.') + '\n').join('');
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-span-'));
  await writeFile(join(folder, 'plain.log'), text);
  await writeFile(join(folder, 'packed.log.gz'), gzipSync(text));
});

after(async () => {
  await rm(folder, { recursive: true });
});

for (const name of ['plain.log', 'packed.log.gz']) {
  test(`a span of ${name} holds exactly its bytes, also across blocks`, async () => {
    for (const [offset, end] of [
      [0, 100],
      [1_048_500, 1_048_700],
      [3_000_000, 3_900_000],
    ] as const) {
      const { bytes, cut } = await readFileRange({ file: join(folder, name), offset, end }, 1e7);
      assert.equal(bytes.toString(), text.slice(offset, end));
      assert.equal(cut, false);
    }
  });

  test(`a span of ${name} without an end runs to the end of the text`, async () => {
    const { bytes, cut } = await readFileRange({ file: join(folder, name), offset: 3_999_900, end: null }, 1e7);
    assert.equal(bytes.toString(), text.slice(3_999_900));
    assert.equal(cut, false);
  });

  test(`a span of ${name} over the limit is cut and says so`, async () => {
    for (const end of [null, 2_000_000]) {
      const { bytes, cut } = await readFileRange({ file: join(folder, name), offset: 500, end }, 1000);
      assert.equal(bytes.toString(), text.slice(500, 1500));
      assert.equal(cut, true);
    }
  });
}

test('a span that fills the limit exactly is not cut', async () => {
  const file = join(folder, 'plain.log');
  assert.equal((await readFileRange({ file, offset: 0, end: 1000 }, 1000)).cut, false);
  assert.equal((await readFileRange({ file, offset: 3_999_000, end: null }, 1000)).cut, false);
});

test('reading ends when it is cancelled', async () => {
  const stop = AbortSignal.abort(new Error('enough'));
  await assert.rejects(readFileRange({ file: join(folder, 'plain.log'), offset: 0, end: null }, 1e7, stop), /enough/);
});

test('a file that is gone gives a sentence with its name', async () => {
  await assert.rejects(
    readFileRange({ file: join(folder, 'gone.log'), offset: 0, end: 1 }, 10),
    /gone\.log: .*does not exist/,
  );
});
