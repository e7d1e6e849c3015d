/** What the program keeps for itself: a file that is not as it was written is noticed, whatever was changed in it. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readAnswers, rememberAnswer, TRUSTED_FILE } from '../../../src/cli/options/files/trusted-folders.ts';
import { readPacked, writePacked } from '../../../src/reader/bytes/files/packed-file.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { putInMemory } from '../memory-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'prompt-audit-fuzz-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const TABLE = {
  version: 'x',
  names: ['a', 'b'],
  rows: { source: new Uint16Array([1, 2, 3]), time: new Float64Array([1.5, NaN, -0]), flags: new Uint8Array(9) },
};

const values: unknown[] = [TABLE, { paths: { one: 'two' } }];

async function writeAll(): Promise<Buffer[]> {
  const file = join(folder, 'packed');
  await writePacked(file, TABLE);
  const packed = readFileSync(file);
  await writePacked(file, { paths: { one: 'two' } });
  await rememberAnswer(folder, '/home/a', true);
  await rememberAnswer(folder, '/home/b', false);
  return [packed, readFileSync(file), readFileSync(join(folder, TRUSTED_FILE))];
}

let known: Promise<Buffer[]> | undefined;

async function run(input: Buffer): Promise<string> {
  const files = await (known ??= writeAll());
  const target = join(folder, 'input');
  // The first byte says which file the rest stands in for, and the rest is changed where the input says so.
  const whole = files[(input[0] ?? 0) % files.length]!;
  const changed = changedBy(whole, input.subarray(1));
  putInMemory(join(target, 'packed'), changed);
  putInMemory(join(target, TRUSTED_FILE), changed);
  const value = await readPacked(join(target, 'packed')).catch(() => undefined);
  // Bytes that fill the gaps between columns say nothing, and are no part of what was written.
  if (value !== undefined)
    assert.ok(
      values.some((one) => isDeepStrictEqual(one, value)),
      'what is read was never written',
    );
  const { answers, damage } = await readAnswers(target);
  assert.equal(answers.size > 0, damage === undefined, 'no answers without a word');
  if (answers.size > 0)
    assert.deepEqual(
      [...answers],
      [
        ['/home/b', false],
        ['/home/a', true],
      ],
    );
  return `${value !== undefined} ${answers.size} ${changed.length === whole.length} ${Math.min(9, input.length >> 2)}`;
}

/** Three bytes of the input are a place and what is put there; the last ones cut the file or add to it. */
function changedBy(whole: Buffer, input: Buffer): Buffer {
  const changed = Buffer.from(whole);
  for (let at = 0; at + 2 < input.length; at += 3) changed[input.readUInt16LE(at) % changed.length]! ^= input[at + 2]!;
  const rest = input.length % 3;
  if (rest === 1) return changed.subarray(0, changed.length - (input.at(-1)! % changed.length));
  return rest === 2 ? Buffer.concat([changed, input.subarray(-2)]) : changed;
}

export const kept: FuzzTarget = {
  name: 'kept',
  text: 'kept results and answers: a change is noticed',
  seeds: () => [0, 1, 2].flatMap((file) => [Buffer.from([file]), Buffer.from([file, 9, 0, 1]), Buffer.from([file, 5])]),
  run,
};
