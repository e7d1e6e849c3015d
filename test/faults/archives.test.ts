/**
 * Archives as other programs write them, as attackers do, and damaged. What `tar`, `bsdtar` or `unzip` get out of one is read
 * here as well, byte for byte, or the report says what is missing.
 * Longer than 250 lines: a case for each archive that was met.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test, after } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readBlocks } from '../../src/reader/bytes/access/block-reader.ts';
import { listSources } from '../../src/reader/bytes/sources/source-list.ts';
import { detectSource, isRefusal } from '../../src/reader/bytes/sources/detect.ts';
import { archiveTools, unpackedBy } from '../fixtures/archive-tools.ts';
import { paxEntry, tar, TAR_END, tarEntry, zip } from '../fixtures/archives.ts';
import { Random } from '../../src/math/random.ts';
import { logLines, ScratchLog } from './scratch-log.ts';

const scratch = new ScratchLog();
after(() => scratch.remove());

const A = logLines(0, 5);
const B = logLines(5, 9);
const C = logLines(9, 12);

const join = (...parts: (Buffer | string)[]): Buffer => Buffer.concat(parts.map((part) => Buffer.from(part)));
const spoilt = (archive: Buffer, at: number): Buffer => {
  const copy = Buffer.from(archive);
  copy[at]! ^= 0x55;
  return copy;
};

const NUL_TYPE = tarEntry('old.jsonl', A, '\0');
/** One header and its contents, in bytes. */
const ENTRY = tarEntry('a.jsonl', A).length;
const THREE = tar({ 'a.jsonl': A, 'b.jsonl': B, 'c.jsonl': C });

/** Each with the requests that must be read, and whether the report must be partial. */
const TARS: Readonly<Record<string, { archive: Buffer; requests: number; isPartial: boolean }>> = {
  'names that begin with ./': { archive: tar({ './a.jsonl': A, './day/b.jsonl': B }), requests: 9, isPartial: false },
  'names that climb out': { archive: tar({ '../a.jsonl': A, '/etc/b.jsonl': B }), requests: 9, isPartial: false },
  'a size in a pax header': {
    archive: join(
      paxEntry({ size: String(Buffer.byteLength(A)) }),
      tarEntry('a.jsonl', A, '0', 0),
      tarEntry('b.jsonl', B),
      TAR_END,
    ),
    requests: 9,
    isPartial: false,
  },
  'a pax path with a line break': {
    archive: join(paxEntry({ path: 'a\n12 size=1\n.jsonl' }), tarEntry('x', A), TAR_END),
    requests: 5,
    isPartial: false,
  },
  'a damaged header': { archive: spoilt(THREE, ENTRY + 3), requests: 8, isPartial: true },
  'an end in the middle of a file': { archive: THREE.subarray(0, ENTRY + 512 + 700), requests: 5 + 2, isPartial: true },
  'an end in a header': { archive: THREE.subarray(0, ENTRY + 100), requests: 5, isPartial: true },
  'an end behind a file': { archive: THREE.subarray(0, ENTRY), requests: 5, isPartial: true },
  'two files of one name': {
    archive: join(tarEntry('a.jsonl', A), tarEntry('a.jsonl', B), TAR_END),
    requests: 9,
    isPartial: false,
  },
  'two archives behind each other': {
    archive: join(tar({ 'a.jsonl': A }), tar({ 'b.jsonl': B })),
    requests: 9,
    isPartial: false,
  },
  'text behind the end': { archive: join(tar({ 'a.jsonl': A }), 'x'.repeat(512)), requests: 5, isPartial: true },
  'an old header without a type': { archive: join(NUL_TYPE, TAR_END), requests: 5, isPartial: false },
  'a type that nobody knows': { archive: join(tarEntry('a.jsonl', A, 'Z'), TAR_END), requests: 5, isPartial: false },
  'a link that claims contents': {
    archive: join(tarEntry('a.jsonl', A), tarEntry('l.jsonl', '', '1', 5000), tarEntry('b.jsonl', B), TAR_END),
    requests: 9,
    isPartial: false,
  },
  'a sparse file': {
    archive: join(
      paxEntry({ 'GNU.sparse.major': '1', 'GNU.sparse.name': 's.jsonl' }),
      tarEntry('x', A),
      tarEntry('b.jsonl', B),
      TAR_END,
    ),
    requests: 4,
    isPartial: true,
  },
  'one size for all files': {
    archive: join(paxEntry({ size: '1' }, 'g'), tarEntry('a.jsonl', A), TAR_END),
    requests: 5,
    isPartial: true,
  },
  'an extended header without end': {
    archive: join(tarEntry('x', '9999999999999 path=', 'x'), tarEntry('a.jsonl', A), TAR_END),
    requests: 5,
    isPartial: true,
  },
};

for (const [name, { archive, requests, isPartial }] of Object.entries(TARS)) {
  test(`a tar archive with ${name} loses nothing in silence`, async () => {
    for (const [ending, content] of [
      ['tar', archive],
      ['tgz', gzipSync(archive)],
    ] as const) {
      const result = await scratch.scan([scratch.file(`case.${ending}`, content)]);
      assert.equal(result.inputs.requests, requests, JSON.stringify(result.inputs.files));
      assert.equal(result.partial, isPartial, JSON.stringify(result.inputs.files));
      if (isPartial) assert.ok(result.inputs.files.some(({ error }) => error !== undefined));
    }
  });
}

test('half a packed archive gives the files before the damage, and says that it is cut', async () => {
  const logs = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`${n}.jsonl`, logLines(n * 50, n * 50 + 50)]));
  const packed = gzipSync(tar(logs));
  const { inputs, partial } = await scratch.scan([scratch.file('half.tgz', packed.subarray(0, packed.length / 2))]);
  assert.ok(partial && inputs.requests > 500 && inputs.requests < 2000, String(inputs.requests));
  assert.ok(inputs.files.some(({ error }) => /cannot be read to its end/.test(error ?? '')));
});

const TWO = zip({ 'a.jsonl': A, 'b.jsonl': B });

/** Changes in the directory of `TWO`, where the records of the first file begins. */
function withDirectory(change: (archive: Buffer, directory: number, end: number) => void): Buffer {
  const archive = Buffer.from(TWO);
  change(archive, archive.indexOf('PK\x01\x02'), archive.lastIndexOf('PK\x05\x06'));
  return archive;
}

const ZIPS: Readonly<Record<string, { archive: Buffer; requests: number; isPartial: boolean }>> = {
  'two files of one name': {
    archive: Buffer.from(TWO.toString('latin1').replaceAll('b.jsonl', 'a.jsonl'), 'latin1'),
    requests: 9,
    isPartial: false,
  },
  'a directory that counts too few files': {
    archive: withDirectory((archive, _, end) => archive.writeUInt16LE(1, end + 10)),
    requests: 9,
    isPartial: false,
  },
  'a directory that counts too many files': {
    archive: withDirectory((archive, _, end) => archive.writeUInt16LE(5, end + 10)),
    requests: 9,
    isPartial: true,
  },
  'a name that climbs out': {
    archive: Buffer.from(TWO.toString('latin1').replaceAll('b.jsonl', '../b.js'), 'latin1'),
    requests: 9,
    isPartial: false,
  },
  'an encrypted file': {
    archive: withDirectory((archive, directory) => archive.writeUInt16LE(1, directory + 8)),
    requests: 4,
    isPartial: true,
  },
  'a file of strong encryption': {
    archive: withDirectory((archive, directory) => archive.writeUInt16LE(0x41, directory + 8)),
    requests: 0,
    isPartial: true,
  },
  'a file packed in an unknown way': {
    archive: withDirectory((archive, directory) => archive.writeUInt16LE(97, directory + 10)),
    requests: 4,
    isPartial: true,
  },
  'a wrong checksum': {
    archive: withDirectory((archive, directory) => archive.writeUInt32LE(1, directory + 16)),
    requests: 9,
    isPartial: true,
  },
  'a wrong size': {
    archive: withDirectory((archive, directory) => archive.writeUInt32LE(1, directory + 24)),
    requests: 9,
    isPartial: true,
  },
  'a damaged local header': { archive: spoilt(TWO, 1), requests: 0, isPartial: true },
  'contents in the name of a folder': {
    archive: Buffer.from(TWO.toString('latin1').replaceAll('b.jsonl', 'b/////'.padEnd(7, '/')), 'latin1'),
    requests: 9,
    isPartial: false,
  },
};

for (const [name, { archive, requests, isPartial }] of Object.entries(ZIPS)) {
  test(`a zip archive with ${name} loses nothing in silence`, async () => {
    const result = await scratch.scan([scratch.file('case.zip', archive)]);
    assert.equal(result.inputs.requests, requests, JSON.stringify(result.inputs.files));
    assert.equal(result.partial, isPartial, JSON.stringify(result.inputs.files));
    if (isPartial) assert.ok(result.inputs.files.some(({ error }) => error !== undefined));
  });
}

test('the second file of a name is opened again by a name of its own', async () => {
  for (const [ending, archive] of [
    ['tar', TARS['two files of one name']!.archive],
    ['zip', ZIPS['two files of one name']!.archive],
  ] as const) {
    const file = scratch.file(`names.${ending}`, archive);
    const found = await detectSource(`${file}!a.jsonl#2`);
    assert.ok(!isRefusal(found), ending);
    assert.equal((await textOf(found)).toString(), B);
  }
});

test('files left out for their names are counted', async () => {
  const files = { 'a.jsonl': A, '.b.jsonl': B, '__MACOSX/._a.jsonl': 'x' };
  for (const [ending, archive] of [
    ['tar', tar(files)],
    ['zip', zip(files)],
  ] as const) {
    const { inputs, partial } = await scratch.scan([scratch.file(`hidden.${ending}`, archive)]);
    assert.equal(partial, false);
    assert.match(inputs.files[0]?.note ?? '', /^2 hidden files in it were left out/);
  }
});

test('archives that GNU tar writes in any of its formats are read whole', async () => {
  const name = `${'long/'.repeat(40)}größe.jsonl`;
  const folder = scratch.file(`gnu/${name}`, A).slice(0, -name.length);
  for (const format of ['v7', 'oldgnu', 'gnu', 'ustar', 'posix']) {
    const isShort = format === 'v7' || format === 'ustar';
    scratch.file('gnu/b.jsonl', B);
    const archive = scratch.file(`${format}.tar`, '');
    execFileSync('tar', [`--format=${format}`, '-cf', archive, '-C', folder, isShort ? 'b.jsonl' : '.']);
    const { inputs, partial } = await scratch.scan([archive]);
    assert.deepEqual([inputs.requests, partial], [isShort ? 4 : 9, false], format);
  }
});

for (const kind of ['tar', 'zip'] as const) {
  const tools = archiveTools(kind);
  const cases = Object.entries(kind === 'tar' ? TARS : ZIPS);
  for (const tool of tools) {
    test(`files that ${tool.name} unpacks of hostile ${kind} archives are read, or their loss is told`, async () => {
      for (const [name, { archive }] of cases) await compare(tool, scratch.file(`held.${kind}`, archive), name);
    });

    test(`files that ${tool.name} unpacks of damaged ${kind} archives are read, or their loss is told`, async () => {
      const random = new Random(20_261_126);
      for (let round = 0; round < 120; round++) {
        const archive = Buffer.from(kind === 'tar' ? THREE : TWO);
        for (let change = 0; change <= random.below(3); change++)
          archive[random.below(archive.length)] = random.below(256);
        const end = random.below(4) === 0 ? random.below(archive.length) : archive.length;
        await compare(tool, scratch.file(`damaged-${round}.${kind}`, archive.subarray(0, end)), `round ${round}`);
      }
    });
  }
}

async function compare(tool: ReturnType<typeof archiveTools>[number], file: string, name: string): Promise<void> {
  const theirs = unpackedBy(tool, file, scratch.folder);
  const { sources, refusals, omissions, release } = await listSources([file]);
  const ours = new Set<string>();
  let isTold =
    refusals.some(({ kind }) => kind !== 'empty') ||
    sources.some(({ fault }) => fault !== undefined) ||
    omissions.length > 0;
  for (const source of sources) {
    try {
      ours.add((await textOf(source)).toString('latin1'));
    } catch {
      isTold = true;
    }
  }
  await release();
  for (const { name: member, content } of theirs.files) {
    const isFound = ours.has(content) || (!theirs.isSure && sources.some(({ path }) => path === `${file}!${member}`));
    assert.ok(isTold || isFound, `${name}: ${tool.name} unpacks ${member}, which is lost without a word`);
  }
}

async function textOf(source: Parameters<typeof readBlocks>[0]): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const block of readBlocks(source)) parts.push(Buffer.from(block));
  return Buffer.concat(parts);
}
