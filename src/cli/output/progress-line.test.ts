import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuditProgress } from '../../engine/pipeline/audit.ts';
import { ProgressLine, progressText } from './progress-line.ts';
import { TestTerminal } from '../../../test/harness/terminal/test-terminal.ts';

const half: AuditProgress = {
  phase: 'reading',
  bytes: 50e6,
  totalBytes: 100e6,
  requests: 12345,
  rate: 120e6,
  eta: 11.2,
};

test('a scan of known size shows a bar, the rate and the time left', () => {
  assert.equal(progressText(half), 'Reading  [############------------] 50%  120 MB/s  0:12 left  12,345 requests');
});

test('standard input has no end to show', () => {
  assert.equal(progressText({ ...half, totalBytes: 0, eta: null }), 'Reading  50.0 MB  120 MB/s  12,345 requests');
});

test('the line is written over and taken away on a terminal', () => {
  const { err } = new TestTerminal(true);
  const line = new ProgressLine(err, false);
  line.show(half);
  line.clear();
  line.clear();
  assert.equal(err.text, `\r${progressText(half)}\u001b[K\r\u001b[K`);
});

test('a narrow terminal gets one line, never two', () => {
  const { err } = new TestTerminal(true);
  err.columns = 30;
  new ProgressLine(err, false).show(half);
  assert.equal(err.text.replace('\r', '').replace('\u001b[K', '').length, 29);
});

test('nothing is written to a pipe or under --quiet', () => {
  const pipe = new TestTerminal(false).err;
  new ProgressLine(pipe, false).show(half);
  const quiet = new TestTerminal(true).err;
  new ProgressLine(quiet, true).show(half);
  assert.equal(pipe.text + quiet.text, '');
});
