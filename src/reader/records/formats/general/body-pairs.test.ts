import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { readFile } from '../../../../../test/golden/formats/read-file.ts';
import { readTextEntries } from '../../../bytes/framing/read-entries.ts';
import { joinPieces, type Piece } from '../../reading/joins.ts';
import { emptyCounts, mergeCounts, type SourceCounts } from '../../reading/line-counts.ts';
import { RecordReader } from '../../reading/record-reader.ts';
import type { RequestRecord } from '../../fields/request.ts';
import { scratchFolder } from '../../../../../test/harness/folders.ts';

const asked = (n: number): string => JSON.stringify({ model: 'm', messages: [{ role: 'user', content: `q${n}` }] });
const answered = (n: number): string =>
  JSON.stringify({
    id: `r${n}`,
    object: 'chat.completion',
    choices: [{ message: { role: 'assistant', content: `a${n}` } }],
  });

/** The parts of a streamed answer, as OpenAI sends them: all have its id. */
const chunk = (n: number, content: string): string =>
  JSON.stringify({ id: `s${n}`, object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content } }] });

/** Lines by the letters of an order: `c` and `d` are both parts of an answer with an id, `b`, `m` and `e` those of one without. */
const LINES: Readonly<Record<string, (n: number) => string>> = {
  q: asked,
  a: answered,
  c: (n) => chunk(n, `a${n}`),
  d: (n) => chunk(n, `+${n}`),
  b: (n) => JSON.stringify({ type: 'message_start', message: { id: `m${n}`, role: 'assistant', content: [] } }),
  m: (n) => JSON.stringify({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: `+${n}` } }),
  e: () => JSON.stringify({ type: 'message_stop' }),
  i: (n) => JSON.stringify({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: `a${n}` } }),
  p: (n) => JSON.stringify({ model: 'm', message: { role: 'assistant', content: `a${n}` }, done: false }),
  r: (n) => JSON.stringify({ model: 'm', message: { role: 'assistant', content: `+${n}` }, done: true }),
  f: () => JSON.stringify({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
  s: (n) => JSON.stringify({ candidates: [{ content: { parts: [{ text: `a${n}` }] } }], responseId: `g${n}` }),
  t: (n) =>
    JSON.stringify({
      candidates: [{ content: { parts: [{ text: `+${n}` }] }, finishReason: 'STOP' }],
      responseId: `g${n}`,
    }),
};

/** `q1 a1 q2` as lines. */
const linesOf = (order: string): string[] => order.split(' ').map((word) => LINES[word[0]!]!(Number(word.slice(1))));

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
    ['q1 c1 d1 q2 c2 d2', 'q1:a1+1 q2:a2+2', 0],
    ['q1 c1 q2 c2 d1 d2', 'q1:a1+1 q2:a2+2', 0],
    ['q1 q2 c1 c2 d1 d2', 'q1:- q2:-', 4],
    ['q1 c1 d1 a9 q2 c2 d2', 'q1:a1+1 q2:a2+2', 1],
    ['c1 d1 c2 d2', '-:a1+1 -:a2+2', 0],
    ['q1 s1 t1 q2 t2', 'q1:a1+1 q2:+2', 0],
    ['q1 b1 i1 m1 e1 q2 b2 i2 m2 e2', 'q1:a1+1 q2:a2+2', 0],
    // A stream that breaks off, with a sentence or without one.
    ['q1 b1 i1 q2 b2 i2 m2 e2', 'q1:a1 q2:a2+2', 0],
    ['q1 b1 i1 f1 q2 b2 i2 m2 e2', 'q1:a1 q2:a2+2', 0],
    ['q1 b1 i1 q2 b2 i2 m1 m2 e1 e2', 'q1:- q2:-', 8],
    ['q1 q2 b1 i1 b2 i2 m1 m2 e1 e2', 'q1:- q2:-', 8],
    // The beginning is in a log before.
    ['m9 e9 q1 a1', 'q1:a1', 2],
    ['m9 e9 b1 i1 m1 e1', '-:a1+1', 2],
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

test('a body is read the same wherever a log is cut into parts', () => {
  for (const order of [
    'q1 a1 q2 a2 q3 q4 a4 q5',
    'q1 a1 q2 q3 a2 q4 a3 a4 q5 a5',
    'a0 q1 a1 a9 q2 a2 q3 a3',
    'q1 c1 d1 q2 c2 q3 c3 d2 d3 q4 q5 d4',
    'q1 b1 i1 m1 e1 q2 b2 i2 q3 b3 i3 m3 e3 q4 a4',
    'q1 b1 i1 q2 b2 i2 m1 m2 e1 e2 q3 b3 i3 m3 e3',
  ]) {
    const lines = linesOf(order);
    const whole = read([lines]);
    // Parts are of many MB: one without any answer is taken for a part of a log of requests.
    const hasAnswer = (part: readonly string[]): boolean => part.some((line) => !line.includes('"messages"'));
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

test('a streamed answer is never given to another request, in whatever order the events of calls stand', () => {
  const call = fc.constantFrom('q a', 'q c d', 'q c c d', 'q s t', 'q p r', 'q p p r', 'q b i m e');
  fc.assert(
    fc.property(
      fc.array(call, { minLength: 1, maxLength: 5 }),
      fc.array(fc.nat(), { maxLength: 30 }),
      fc.nat(),
      (calls, turns, cut) => {
        // One call after another, but for where another one goes on first.
        const rest = calls.map((letters, n) => letters.split(' ').map((letter) => `${letter}${n}`));
        const words: string[] = [];
        for (let step = 0; rest.some((letters) => letters.length > 0); step++) {
          const open = rest.filter((letters) => letters.length > 0);
          words.push(open[(turns[step] ?? 0) % open.length]!.shift()!);
        }
        const order = words.join(' ');
        const lines = linesOf(order);
        const { calls: found, counts } = read([lines]);
        assert.equal(counts.requests, calls.length, order);
        assert.equal(counts.lines, counts.records + counts.rejected + counts.skipped, order);
        for (const one of found) assert.match(one, /^q(\d+):(?:-|(?:a\1)*(?:\+\1)?)$/, order);
        // Both parts must have answers, or one is taken for a part of a log of requests.
        const first = words.findIndex((word) => !word.startsWith('q')) + 1;
        const at = first + (cut % (lines.length - first + 1));
        if (words.slice(at).every((word) => word.startsWith('q'))) return;
        const parts = read([lines.slice(0, at), lines.slice(at)]);
        assert.deepEqual(parts.calls, found, `${order}, cut at ${at}`);
        assert.equal(parts.counts.skipped, counts.skipped, `${order}, cut at ${at}`);
      },
    ),
    { numRuns: 500 },
  );
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
  const folder = scratchFolder('prompt-audit-pairs-');
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
});
