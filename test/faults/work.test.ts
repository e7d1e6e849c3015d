/** Text that is made to be slow: the work that it costs grows with its size alone, and not much faster than that of a log. */
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import zlib from 'node:zlib';
import { readTextEntries } from '../../src/core/bytes/framing/read-entries.ts';
import { inspectLogs } from '../../src/core/inspect/inspect-log.ts';
import { RecordReader } from '../../src/core/records/reading/record-reader.ts';
import { ScratchLog } from './scratch-log.ts';
import { bundledCost } from '../fixtures/bundled-cost.ts';
import { ORDINARY_LOG, SHARE_OF_ORDINARY } from '../fixtures/reading-cost.ts';

const scratch = new ScratchLog();
before(() => scratch.prepare());
after(() => scratch.remove());

const MB = 1 << 20;
const filled = (piece: string, bytes = MB): Buffer => Buffer.from(piece.repeat(Math.ceil(bytes / piece.length)));

/** Each was slow once, or is the shape of something that was. */
const SLOW: Readonly<Record<string, Buffer>> = {
  'short lines that are no JSON': filled('x\n'),
  'lines of one digit': filled('1\n'),
  'lines of one quote': filled('"\n'),
  'objects that never close': filled('{\n'),
  'lists that never close': filled('[\n'),
  'closed brackets': filled('}\n'),
  'empty objects': filled('{}\n'),
  'empty lines': filled('\n'),
  'lines of zero bytes': filled('\0\n'),
  'lines of carriage returns': filled('\r\n'),
  'small objects': filled('{"a":1}\n'),
  'objects behind text': filled('a {"b":1}\n'),
  'open objects behind text': filled('a {"b":\n'),
  'an array of empty objects': Buffer.concat([Buffer.from('['), filled('{},'), Buffer.from('{}]')]),
  'a table of two columns': Buffer.concat([Buffer.from('a,b\n'), filled('1,2\n')]),
  'a table with open quotes': Buffer.concat([Buffer.from('a,b,c\n'), filled('1,",2\n')]),
  'a recording of nothing': Buffer.concat([Buffer.from('interactions:\n'), filled('- a\n')]),
  'a recording of lists': Buffer.concat([
    Buffer.from('interactions:\n'),
    filled('- request:\n    a: [1,2,3,4,5,6,7]\n'),
  ]),
  'lines of spaces': filled(`${' '.repeat(1000)}x\n`),
  'one line of spaces': filled(' '),
  'one line of quotes': filled('"'),
  'one line of braces': filled('{'),
  'escapes of terminals': filled('\u001b[0m'),
  'half of a request of a server': filled('Received request a: prompt: \n'),
};

test('no text costs more than twenty times the processor time of an ordinary log of its size', async () => {
  const costOf = await bundledCost(scratch.folder);
  const ordinary = costOf(ORDINARY_LOG);
  const shares = Object.entries(SLOW).map(([name, text]) => [name, costOf(text) / ordinary] as const);
  const slow = shares.filter(([, share]) => share > SHARE_OF_ORDINARY);
  console.log(shares);
  assert.deepEqual(slow, [], JSON.stringify(shares));
});

test('twice the text costs about twice the work, whatever it is', async () => {
  const costOf = await bundledCost(scratch.folder);
  for (const piece of ['x\n', '{\n', 'a {"b":\n']) {
    const [once, twice] = [costOf(filled(piece, MB)), costOf(filled(piece, 2 * MB))];
    assert.ok(twice < 3 * once, `${JSON.stringify(piece)}: ${once} and ${twice} s a MB`);
  }
});

test('all short lines are counted', () => {
  const reader = new RecordReader(0, 'x', () => undefined);
  readTextEntries(filled('x\n'), reader);
  const { lines, rejected } = reader.counts();
  assert.deepEqual([lines, rejected], [MB / 2, MB / 2]);
});

test('a small packed file of very many lines is looked at by its beginning', async () => {
  const packed = zlib.gzipSync(filled('x\n', 200 * MB), { level: 1 });
  const { inspections } = await inspectLogs([scratch.file('lines.gz', packed)]);
  const { complete, counts } = inspections[0]!;
  assert.equal(complete, false);
  assert.ok(counts.lines >= 200_000 && counts.lines < 2_000_000, String(counts.lines));
});

test('a small packed file of one very long line is looked at by its beginning', async () => {
  const packed = zlib.gzipSync(filled('x', 200 * MB), { level: 1 });
  const { inspections } = await inspectLogs([scratch.file('line.gz', packed)]);
  assert.equal(inspections[0]!.complete, false);
});
