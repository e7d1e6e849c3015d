import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { blankLoneReturns, firstLoneReturn, logLineOf } from './lone-returns.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-returns-');

function log(text: string): string {
  const path = join(folder, 'log');
  writeFileSync(path, text);
  return path;
}

const first = (text: string): Promise<number | undefined> => firstLoneReturn(log(text));

test('a carriage return in a line is one, that of a line break is none', async () => {
  assert.equal(await first('one\rtwo\nthree\n'), 1);
  assert.equal(await first('one\ntwo\r\nthree\rfour\n'), 3);
  assert.equal(await first('one\r\ntwo\r\n'), undefined);
  assert.equal(await first('one\r\r\ntwo\n'), 1);
  assert.equal(await first('one\ntwo\r'), undefined);
  assert.equal(await first(''), undefined);
});

test('a line break that two reads cut in half is no lone one', async () => {
  const block = 'x'.repeat((1 << 20) - 1);
  assert.equal(await first(`${block}\r\nrest`), undefined);
  assert.equal(await first(`${block}\rrest`), 1);
  assert.equal(await first(`${block}\r\n${block}\rrest`), 2);
  assert.equal(await first(`${block.slice(1)}\r\r\nrest`), 1);
});

test('the line of a text editor is found in the log, wherever the editor breaks lines', async () => {
  const lines = async (text: string): Promise<number[]> => {
    const shown = text.split(/\r\n|\r|\n/).length;
    const path = log(text);
    const found: number[] = [];
    for (let line = 0; line < shown; line++) found.push(await logLineOf(path, line));
    return found;
  };
  assert.deepEqual(await lines('one\ntwo\r\nthree\n'), [1, 2, 3, 4]);
  assert.deepEqual(await lines('one\r\r\n\rtwo\nthree\r'), [1, 1, 2, 2, 3, 3]);
  const block = 'x'.repeat((1 << 20) - 1);
  assert.deepEqual(await lines(`${block}\r\n${block}\rrest\nlast`), [1, 2, 2, 3]);
});

test('all of them become spaces, and no byte moves', () => {
  assert.equal(blankLoneReturns(Buffer.from('a\rb\r\r\nc\r\n')).toString(), 'a b \r\nc\r\n');
});
