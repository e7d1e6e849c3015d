import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { blankLoneReturns, hasLoneReturn } from './lone-returns.ts';

const folder = mkdtempSync(join(tmpdir(), 'prompt-audit-returns-'));
after(() => rmSync(folder, { recursive: true }));

async function found(text: string): Promise<boolean> {
  const path = join(folder, 'log');
  writeFileSync(path, text);
  return hasLoneReturn(path);
}

test('a carriage return in a line is one, that of a line break is none', async () => {
  assert.equal(await found('one\rtwo\nthree\n'), true);
  assert.equal(await found('one\r\ntwo\r\n'), false);
  assert.equal(await found('one\r\r\ntwo\n'), true);
  assert.equal(await found('one\ntwo\r'), false);
  assert.equal(await found(''), false);
});

test('a line break that two reads cut in half is no lone one', async () => {
  const block = 'x'.repeat((1 << 20) - 1);
  assert.equal(await found(`${block}\r\nrest`), false);
  assert.equal(await found(`${block}\rrest`), true);
  assert.equal(await found(`${block}\r\n${block}\rrest`), true);
});

test('all of them become spaces, and no byte moves', () => {
  assert.equal(blankLoneReturns(Buffer.from('a\rb\r\r\nc\r\n')).toString(), 'a b \r\nc\r\n');
});
