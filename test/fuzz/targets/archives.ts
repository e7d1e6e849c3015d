/** Archives as strangers pack them: each is read, or named with a sentence; no input is a mistake of the program. */
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { readBlocks } from '../../../src/reader/bytes/access/block-reader.ts';
import { DEFAULT_LIMITS } from '../../../src/reader/bytes/files/limits.ts';
import type { Source } from '../../../src/reader/bytes/files/source.ts';
import { listSources } from '../../../src/reader/bytes/sources/source-list.ts';
import { paxEntry, tar, TAR_END, tarEntry, zip, zstdFrame } from '../../fixtures/archives.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { putInMemory } from '../memory-files.ts';
import { sampleLogs } from '../seed-files.ts';

const FILE = '/prompt-audit-fuzz/input';

const A = '{"prompt":"a","response":"b","user":"c"}\n'.repeat(3);
const LIMITS = { ...DEFAULT_LIMITS, unpackRatio: 1000 };
/** Text of one file that is looked at: what comes after is of the same kind. */
const MAX_TEXT = 8 << 20;

/** Mistakes of a program, as against errors that tell of a file. */
function checkError(error: unknown): void {
  assert.ok(error instanceof Error && error.message !== '', String(error));
  const isMistake =
    error instanceof ReferenceError || /is not a function|is not iterable|of (?:undefined|null)/.test(error.message);
  assert.ok(!isMistake, error.stack);
}

/** What was wrong, without numbers and names of this input: other damage is another outcome. */
function placeOf(error: unknown): string {
  const { cause } = error as Error;
  const told = cause instanceof Error ? cause : (error as Error);
  return told.message.slice(0, 60).replace(/\d+/g, '');
}

async function textOf(source: Source): Promise<string> {
  let bytes = 0;
  try {
    for await (const block of readBlocks(source)) if ((bytes += block.length) > MAX_TEXT) return 'long';
    return bytes === 0 ? 'empty' : 'whole';
  } catch (error) {
    checkError(error);
    return `damaged ${placeOf(error)}`;
  }
}

async function look(input: Buffer): Promise<string> {
  putInMemory(FILE, input);
  const { sources, refusals, omissions, release } = await listSources([FILE], undefined, LIMITS);
  try {
    assert.ok(sources.length + refusals.length + omissions.length > 0, 'the file is named');
    for (const { error } of refusals) assert.match(error, /\S\.$/);
    const found: string[] = [];
    for (const source of sources.slice(0, 20)) {
      const end = await textOf(source);
      if (source.fault !== undefined) assert.match(source.fault, /\S\.$/);
      found.push(`${source.container} ${source.compression} ${end} ${source.fault === undefined}`);
    }
    return `${found.slice(0, 4).join('; ')} ${refusals
      .map(({ error }) => error.slice(0, 30))
      .slice(0, 2)
      .join('; ')} ${omissions.length}`;
  } finally {
    await release();
  }
}

export const archives: FuzzTarget = {
  name: 'archives',
  isSlow: true,
  text: 'zip, tar, gzip and zstd: every file is read or named',
  seeds: () => {
    const plain = { 'a.jsonl': A, './b.jsonl': A, '../c.jsonl': A };
    const packed = tar({ 'a.jsonl': A });
    return [
      zip(plain),
      zip({ 'a.jsonl.gz': gzipSync(A), 'b.zip': zip({ 'c.jsonl': A }) }),
      tar(plain),
      Buffer.concat([paxEntry({ path: 'long.jsonl', size: String(A.length) }), tarEntry('x', A, '0', 0), TAR_END]),
      gzipSync(packed),
      zstdFrame(packed),
      zstdFrame(Buffer.from(A)),
      Buffer.concat([zstdFrame(Buffer.from(A)), zstdFrame(Buffer.from(A))]),
      gzipSync(A),
    ];
  },
  run: look,
};

export const parquet: FuzzTarget = {
  name: 'parquet',
  isSlow: true,
  text: 'tables in Parquet: read, or refused with a sentence',
  seeds: () => [
    ...['UNCOMPRESSED', 'SNAPPY'].map((codec) =>
      Buffer.from(
        parquetWriteBuffer({
          columnData: [
            { name: 'prompt', data: ['a', 'b', 'c'], type: 'STRING' },
            { name: 'tokens', data: [1, 2, 3], type: 'INT32' },
          ],
          codec: codec as 'SNAPPY',
        }),
      ),
    ),
    ...sampleLogs(/parquet$/),
  ],
  run: look,
};
