/** What comes in comes out: every byte of a text is of an entry that is read, rejected or skipped, and no request is lost uncounted. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { readLog } from '../../../../test/harness/read-log.ts';
import type { EntryRange, EntrySink } from './entry.ts';
import { readTextEntries } from './read-entries.ts';

/** Bytes that are in no range of an entry, and stand for nothing but what separates entries. */
function unaccounted(text: Buffer): number {
  const seen = new Uint8Array(text.length);
  const cover = ({ offset, length }: EntryRange): void => void seen.fill(1, offset, offset + length);
  const sink: EntrySink = {
    value: (_value, _raw, range) => cover(range),
    row: (_cells, range) => cover(range),
    text: (_text, range) => cover(range),
    skip: (_reason, range) => cover(range),
    reject: (_reason, range) => cover(range),
    wantsText: false,
    isText: () => false,
    end: () => undefined,
  };
  readTextEntries(text, sink);
  return text.filter((byte, at) => seen[at] === 0 && !SEPARATING.includes(byte)).length;
}

const SEPARATING = Buffer.from('\r\n ,[]');

const call = (n: number): string =>
  JSON.stringify({
    ts: 1_777_881_600 + n,
    user_id: `u-${n}`,
    request: { model: 'm', messages: [{ role: 'user', content: `Question ${n}?` }] },
    response: `Answer ${n}.`,
  });

/** What may stand between values that somebody wrote on one line. */
const SEPARATORS = [
  ...[
    '',
    ' ',
    ',',
    ', ',
    ';',
    '; ',
    '|',
    ' | ',
    '\t',
    ' and ',
    ' - ',
    '/',
    '&',
    '+',
    '#',
    '//',
    ':',
    '\\n',
    '\\r\\n',
    '\\u000a',
    '}',
    ')',
    ']',
    '"',
  ],
  ...['\u2028', '\u2029', '\u00a0', '\u3000', '\u0085', '\u200b', '\ufeff', '\x00', '\x01', '\x1e', '\x0b', '\x0c'],
  ...['</log><log>', '%0A', ' 2026-05-04T08:00:00Z INFO ', '[INFO]', '(took 3 ms)'],
];

test('values on one line are all read or the line is rejected, whatever stands between them', () => {
  for (const separator of SEPARATORS) {
    const line = [1, 2, 3].map(call).join(separator);
    const { requests, counts } = readLog(`${call(0)}\n${line}\n${call(4)}\n`);
    const isWhole = requests.length === 5 && counts.rejected === 0;
    assert.ok(isWhole || counts.rejected > 0, JSON.stringify({ separator, found: requests.length, ...counts }));
    assert.equal(counts.lines, 3, separator);
  }
});

test('the same in a list of records on one line, and behind a value over lines', () => {
  for (const separator of SEPARATORS) {
    const list = readLog(`[${[0, 1, 2].map(call).join(separator)}]`);
    const isWhole = list.requests.length === 3 && list.counts.rejected === 0;
    assert.ok(isWhole || list.counts.rejected > 0, JSON.stringify({ separator, ...list.counts }));
    const pretty = JSON.stringify(JSON.parse(call(0)), null, 2);
    const long = readLog(`${call(9)}\n${pretty}${separator}${call(1)}\n${call(2)}\n`);
    const isAll = long.requests.length === 4 && long.counts.rejected === 0;
    assert.ok(
      isAll || long.counts.rejected > 0,
      JSON.stringify({ separator, found: long.requests.length, ...long.counts }),
    );
  }
});

test('a value that begins behind another one and is cut counts as rejected', () => {
  for (const rest of [call(1).slice(0, -9), `;${call(1).replaceAll('"', '\\"')}`, `{'role': 'user'}`, '{{']) {
    const { requests, counts } = readLog(`${call(0)}${rest}\n`);
    assert.deepEqual([requests.length, counts.records, counts.rejected], [1, 0, 1], rest);
  }
});

test('plain words behind a value are part of its line', () => {
  for (const rest of [' took 3 ms', ' (retried)', ' [gateway] done']) {
    const { requests, counts } = readLog(`${call(0)}${rest}\n`);
    assert.deepEqual([requests.length, counts.records, counts.rejected], [1, 1, 0], rest);
  }
});

test('every byte of a text is of some entry', () => {
  const pretty = JSON.stringify(JSON.parse(call(0)), null, 2);
  const texts = [
    `${call(0)}\n\n  \nwords\n${call(1)};${call(2)}\n{"cut":\n${pretty}\n${pretty},${call(3)}\n{"a":1}}{\n`,
    `[${call(0)},\n${call(1)};x\n${pretty},\n{"a":],${call(2)}]\nafter`,
    `time,user,prompt,completion\n1777881600,u,"a\nb",c\n1,2\n"open,\n${call(0)}\n`,
    `interactions:\n- request:\n    body: x\n- broken: [\nversion: 1\n`,
  ];
  for (const text of texts)
    for (const end of ['\n', '\r\n', ''])
      assert.equal(
        unaccounted(Buffer.from(text.replaceAll('\n', end || '\n').replace(/\n$/, end))),
        0,
        JSON.stringify(text.slice(0, 40)),
      );
});
