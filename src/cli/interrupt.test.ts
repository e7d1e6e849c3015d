import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cancelOnInterrupt, NOTHING_WRITTEN } from './interrupt.ts';
import { ProgressLine } from './output/progress-line.ts';
import { TestTerminal } from '../../test/harness/terminal/test-terminal.ts';

test('the first Ctrl-C cancels, the second quits, and afterwards Ctrl-C is left alone', () => {
  const terminal = new TestTerminal();
  const { signal, release } = cancelOnInterrupt(terminal, new ProgressLine(terminal.err, false), NOTHING_WRITTEN);
  terminal.interrupt();
  assert.equal(signal.aborted, true);
  assert.equal(terminal.quitCode, undefined);
  assert.match(terminal.err.text, /^Cancelled\. Nothing is written\. Press/);
  terminal.interrupt();
  assert.equal(terminal.quitCode, 130);
  release();
  assert.equal(terminal.listening, false);
});
