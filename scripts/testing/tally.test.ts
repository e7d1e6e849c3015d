import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { Tally } from './tally.ts';
import tallyReporter from './tally-reporter.js';

const error = new Error('failed', { cause: new Error('seven is not eight') });
const file = join(process.cwd(), 'out', 'unit', 'src', 'math', 'sum.test.js');
const EVENTS = [
  { type: 'test:pass', data: { name: 'holds', details: {} } },
  { type: 'test:pass', data: { name: 'left out', skip: true, details: {} } },
  { type: 'test:fail', data: { name: 'does not hold', file, details: { error } } },
  { type: 'test:fail', data: { name: 'its suite', details: { type: 'suite', error } } },
];

test('the end of a run names each test that failed, its file and why, for whoever sees nothing else of it', async (t) => {
  const said: string[] = [];
  t.mock.method(console, 'log', (line: string) => said.push(line));
  const before = process.exitCode;
  let text = '';
  for await (const part of tallyReporter(Readable.from(EVENTS))) text += part;
  const tally = new Tally();
  tally.add('Some tests', JSON.parse(text) as object, 'what they wrote', 2);
  tally.close();
  assert.equal(process.exitCode, 1);
  process.exitCode = before;
  assert.ok(said.includes('what they wrote'));
  const end = said.slice(said.findIndex((line) => line.startsWith('\n━━━━')) + 1);
  assert.deepEqual(end.slice(0, 4), [
    'FAILED  Some tests: 1',
    '        ✖ does not hold',
    '          src/math/sum.test.ts',
    '          Error: seven is not eight',
  ]);
  assert.ok(end.includes('SKIPPED Some tests: 1'));
  assert.equal(end.at(-1), '1 passed, 1 failed, 1 skipped');
});

test('a step that ran no test, and one that broke off, count as failures and are named at the end', (t) => {
  const said: string[] = [];
  t.mock.method(console, 'log', (line: string) => said.push(line));
  const before = process.exitCode;
  const tally = new Tally();
  tally.add('Some tests', { passed: 2 }, '', 1);
  tally.add('No tests', { passed: 0 }, '', 1);
  tally.fail('Broken tests', new Error('the runner died'), '', 1);
  tally.close();
  assert.equal(process.exitCode, 1);
  process.exitCode = before;
  assert.ok(said.includes('FAILED  No tests: 1'));
  assert.ok(said.includes('FAILED  Broken tests: 1'));
  assert.ok(said.includes('          Error: the runner died'));
  assert.equal(said.at(-1), '2 passed, 2 failed');
});
