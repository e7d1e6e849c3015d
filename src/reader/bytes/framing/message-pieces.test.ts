import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readTextEntries } from './read-entries.ts';
import { repair } from './decode.ts';
import { type EntryRange, type EntrySink, REASON } from './entry.ts';
import { audit } from '../../../engine/pipeline/audit.ts';
import { scratchFolder } from '../../../../test/harness/folders.ts';

const TIME = '2026-05-04T09:00:00.123456789Z';
const message = (n: number, letters: number): string =>
  JSON.stringify({
    user_id: `user-${n % 5}`,
    prompt: `What is ${n}? ${'größer '.repeat(letters / 7)}`,
    response: `It is ${n}.`,
  });

/** A text in pieces of so many bytes, which may cut a letter in two. */
function pieces(text: string, bytes: number): Buffer[] {
  const whole = Buffer.from(text);
  const found: Buffer[] = [];
  for (let at = 0; at < whole.length; at += bytes) found.push(whole.subarray(at, at + bytes));
  return found;
}

function cri(text: string, stream = 'stdout', bytes = 16 << 10): Buffer[] {
  const parts = pieces(text, bytes);
  return parts.map((part, n) =>
    Buffer.concat([Buffer.from(`${TIME} ${stream} ${n < parts.length - 1 ? 'P' : 'F'} `), part]),
  );
}

function docker(text: string, stream = 'stdout', letters = 16 << 10): Buffer[] {
  const parts = text.match(new RegExp(`[^]{1,${letters}}`, 'g')) ?? [];
  return parts.map((part, n) =>
    Buffer.from(JSON.stringify({ log: n < parts.length - 1 ? part : `${part}\n`, stream, time: TIME })),
  );
}

const text = (lines: readonly Buffer[]): Buffer =>
  Buffer.from(lines.map((line) => `${line.toString('latin1')}\n`).join(''), 'latin1');

function read(lines: readonly Buffer[]): string[] {
  const told: string[] = [];
  const tell = (what: string, { line, lines: count }: EntryRange, said: string): void =>
    void told.push(`${what} ${count > 1 ? `${line}-${line + count - 1}` : line} ${said}`);
  const sink: EntrySink = {
    wantsText: false,
    isText: () => false,
    value: (value, raw, range) => tell('value', range, raw ? repair(JSON.stringify(value)) : JSON.stringify(value)),
    text: (said, range) => tell('text', range, said),
    row: (_, range) => tell('row', range, ''),
    skip: (reason, range) => tell('skip', range, reason),
    reject: (reason, range) => tell('reject', range, reason),
    end: () => undefined,
  };
  readTextEntries(text(lines), sink);
  return told;
}

test('a message that a runtime cut into lines is one entry, to the letter, on the lines that it takes', () => {
  for (const [name, cut] of [
    ['cri', cri],
    ['docker', docker],
  ] as const) {
    for (const letters of [100, 17_000, 60_000]) {
      const lines = [...cut(message(1, 70)), ...cut(message(2, letters)), ...cut(message(3, 70))];
      const told = read(lines);
      assert.deepEqual(
        told.map((entry) => entry.slice(0, entry.indexOf(' {'))),
        ['value 1', `value 2${lines.length > 3 ? `-${lines.length - 1}` : ''}`, `value ${lines.length}`],
        `${name}, ${letters}`,
      );
      assert.ok(
        told[1]!.includes(name === 'cri' ? message(2, letters) : JSON.stringify(`${message(2, letters)}\n`)),
        name,
      );
    }
  }
});

test('pieces that do not follow one another, or are not all there, are rejected by name, and the lines around them read', () => {
  for (const cut of [cri, docker]) {
    const [first, second, ...others] = cut(message(1, 40_000)) as [Buffer, Buffer, ...Buffer[]];
    const [whole] = cut(message(2, 70)) as [Buffer];
    const outcomes = (lines: readonly Buffer[]): string[] => read(lines).map((entry) => entry.split(' {')[0]!);
    assert.equal(outcomes([first, second])[0], `reject 1-2 ${REASON.pieces}`);
    assert.deepEqual(outcomes([first, whole]), [`reject 1 ${REASON.pieces}`, 'value 2']);
    const crossed = outcomes([first, ...cut(message(3, 70), 'stderr'), second, ...others, whole]);
    assert.equal(crossed[0], `reject 1 ${REASON.pieces}`);
    assert.equal(crossed[1], 'value 2');
    assert.ok(!crossed.slice(2, -1).some((entry) => entry.startsWith('value') && cut === cri));
  }
});

test('texts without a break that are whole are not put together: collectors take it off', () => {
  const lines = [message(1, 70), message(2, 9000), 'INFO: started', message(3, 70)].map((log) =>
    Buffer.from(JSON.stringify({ log, stream: 'stdout', time: TIME })),
  );
  assert.equal(read(lines).length, 4);
});

test('the report is the same however a log of cut messages is cut itself', async () => {
  const folder = scratchFolder('message-pieces-');
  const lines = Array.from({ length: 60 }, (_, n) => docker(message(n, n % 3 === 0 ? 40_000 : 200))).flat();
  const file = join(folder, 'a-json.log');
  writeFileSync(file, text(lines));
  const packed = join(folder, 'b.gz');
  writeFileSync(packed, gzipSync(text(lines)));
  for (const path of [file, packed]) {
    const reports = [];
    for (const rangeBytes of [1 << 30, 1 << 14, 20_000, 50_000]) {
      const { report } = await audit([path], { workers: 0, reading: { rangeBytes } });
      assert.deepEqual([report.inputs.requests, report.inputs.rejected], [60, 0], `${rangeBytes}`);
      reports.push(JSON.stringify(report));
    }
    assert.equal(new Set(reports).size, 1);
  }
});
