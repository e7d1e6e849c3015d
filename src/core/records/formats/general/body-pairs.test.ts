import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readFile } from '../../../../../test/golden/formats/read-file.ts';
import { readTextEntries } from '../../../bytes/framing/read-entries.ts';
import { joinPieces, type Piece } from '../../reading/joins.ts';
import { emptyCounts, mergeCounts, type SourceCounts } from '../../reading/line-counts.ts';
import { RecordReader } from '../../reading/record-reader.ts';
import type { RequestRecord } from '../../fields/request.ts';

const asked = (n: number): string => JSON.stringify({ model: 'm', messages: [{ role: 'user', content: `q${n}` }] });
const answered = (n: number): string =>
  JSON.stringify({
    id: `r${n}`,
    object: 'chat.completion',
    choices: [{ message: { role: 'assistant', content: `a${n}` } }],
  });

/** `q1 a1 q2` as lines. */
const linesOf = (order: string): string[] =>
  order.split(' ').map((word) => (word.startsWith('q') ? asked : answered)(Number(word.slice(1))));

interface Read {
  calls: string[];
  counts: SourceCounts;
  pieces: number;
}

/** Reads lines in parts, as threads do. */
function read(parts: readonly (readonly string[])[]): Read {
  const found: string[] = [];
  const keep = ({ messages, answer }: RequestRecord): void =>
    void found.push(`${messages.at(-1)?.text ?? '-'}:${answer?.text ?? '-'}`);
  const counts = emptyCounts(0);
  const pieces: Piece[] = [];
  let offset = 0;
  for (const part of parts) {
    const text = Buffer.from(part.map((line) => `${line}\n`).join(''));
    const reader = new RecordReader(0, 'log', keep);
    readTextEntries(text, reader);
    for (const piece of reader.takePieces()) {
      piece.location.offset += offset;
      piece.location.line += counts.lines;
      pieces.push(piece);
    }
    offset += text.length;
    mergeCounts(counts, reader.counts());
  }
  joinPieces(pieces, ['log'], keep, () => counts);
  return { calls: found.sort(), counts, pieces: pieces.length };
}

test('an answer belongs to the request before it, and to none where calls overlap', () => {
  for (const [order, calls, skipped] of [
    ['q1 a1 q2 a2', 'q1:a1 q2:a2', 0],
    ['q1 q2 a2 q3 a3', 'q1:- q2:a2 q3:a3', 0],
    ['a0 q1 a1', 'q1:a1', 1],
    ['q1 a1 a9 q2 a2', 'q1:a1 q2:a2', 1],
    ['q1 q2 a2 a1', 'q1:- q2:-', 2],
    ['q1 q2 a1 q3 a2 q4 a3 a4 q5 a5', 'q1:- q2:- q3:- q4:- q5:a5', 4],
    ['q1 a1 q2 q3 q4 a a q5 a a5', 'q1:a1 q2:- q3:- q4:- q5:-', 4],
    ['q1 q2 q3', 'q1:- q2:- q3:-', 0],
    ['a1 a2', '-:a1 -:a2', 0],
  ] as const) {
    const { calls: found, counts } = read([linesOf(order)]);
    assert.deepEqual(
      found.map((call) => call.replace('aNaN', 'a')),
      calls.split(' '),
      order,
    );
    assert.equal(counts.skipped, skipped, order);
    assert.equal(counts.lines, counts.records + counts.rejected + counts.skipped, order);
    assert.equal(counts.requests, found.length, order);
  }
});

test('where a log is cut into parts makes no difference', () => {
  for (const order of ['q1 a1 q2 a2 q3 q4 a4 q5', 'q1 a1 q2 q3 a2 q4 a3 a4 q5 a5', 'a0 q1 a1 a9 q2 a2 q3 a3']) {
    const lines = linesOf(order);
    const whole = read([lines]);
    // Parts are of many MB: one without any answer is taken for a part of a log of requests.
    const hasAnswer = (part: readonly string[]): boolean => part.some((line) => line.includes('"choices"'));
    for (let cut = 2; cut < lines.length; cut++)
      for (let next = cut; next <= lines.length; next++) {
        const parts = [lines.slice(0, cut), lines.slice(cut, next), lines.slice(next)].filter(
          (part) => part.length > 0,
        );
        if (!parts.every(hasAnswer)) continue;
        const { calls, counts } = read(parts);
        assert.deepEqual(calls, whole.calls, `${order}, cut at ${cut} and ${next}`);
        assert.equal(counts.skipped, whole.counts.skipped, `${order}, cut at ${cut} and ${next}`);
      }
  }
});

test('a log of requests alone keeps no pieces, so that it may be of any length and read on later', () => {
  assert.equal(read([linesOf('q1 q2 q3 q4')]).pieces, 0);
});

test('of the requests of one line all are given at once or all wait, or their numbers would be mixed up', () => {
  const list = (order: string): string => `[${linesOf(order).join(',')}]`;
  for (const text of [
    [list('q1 q2'), ...linesOf('a2')],
    [...linesOf('q0 a0'), list('q1 a1 q2 q3 a3')],
    [...linesOf('q0 a0'), list('q1 q2 q3'), ...linesOf('q4')],
    [...linesOf('q0'), list('q1 q2')],
  ]) {
    const given = new Set<number>();
    const reader = new RecordReader(0, 'log', (_, { offset }) => void given.add(offset));
    readTextEntries(Buffer.from(text.join('\n')), reader);
    for (const { location, value } of reader.pieces)
      assert.ok(value['asks'] !== true || !given.has(location.offset), text[0]);
  }
});

test('an answer under the name of one is no call where its request is not in the log', () => {
  const { calls, counts } = read([[JSON.stringify({ ts: 1777881600, response: JSON.parse(answered(1)) as unknown })]]);
  assert.deepEqual(calls, []);
  assert.equal(counts.skipped, 1);
});

test('answers in a log of their own beside that of the requests are no calls', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'prompt-audit-pairs-'));
  try {
    writeFileSync(join(folder, 'asked.jsonl'), linesOf('q1 q2').join('\n'));
    writeFileSync(join(folder, 'answered.jsonl'), linesOf('a1 a2').join('\n'));
    const { requests, counts } = await readFile(folder, 'logs');
    assert.deepEqual(
      requests.map(({ messages }) => messages.at(-1)?.text),
      ['q1', 'q2'],
    );
    assert.deepEqual(
      counts.reasons.map(({ outcome, reason, count }) => [outcome, reason, count]),
      [['skipped', 'answer on a line of its own, without its request', 2]],
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
