import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readPacked, writePacked } from './packed-file.ts';
import { scratchFolder } from '../../../../test/harness/folders.ts';

const scratch = scratchFolder('prompt-audit-packed-');

const value = {
  name: 'a',
  few: Uint8Array.of(1, 2, 3),
  many: Float64Array.of(1.5, -2),
  none: new Uint16Array(),
  text: 'größer',
};

test('a packed file comes back as it was, and nothing stays beside it', async () => {
  const file = join(scratch, 'whole');
  await writePacked(file, value);
  assert.deepEqual(await readPacked(file), value);
  assert.deepEqual(readdirSync(scratch), ['whole']);
});

test('no flipped bit and no cut changes what is read in silence', async () => {
  const file = join(scratch, 'damaged');
  await writePacked(file, value);
  const bytes = readFileSync(file);
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const spoilt = Buffer.from(bytes);
    spoilt[bit >> 3]! ^= 1 << (bit & 7);
    writeFileSync(file, spoilt);
    // Bytes between arrays say nothing: there alone the same comes back.
    const read = await readPacked(file).catch(() => undefined);
    if (read !== undefined) assert.deepEqual(read, value, `bit ${bit}`);
  }
  for (let length = 0; length < bytes.length; length++) {
    writeFileSync(file, bytes.subarray(0, length));
    await assert.rejects(readPacked(file), `cut to ${length} bytes`);
  }
});
