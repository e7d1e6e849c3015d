import assert from 'node:assert/strict';
import { test } from 'node:test';
import { english } from '../../text/speech.ts';
import { RunningScan } from './running-scan.ts';

const running = (): RunningScan => new RunningScan({ sources: ['/logs/a.jsonl'], title: 'a.jsonl' });

test('who asks for another scan is told which one runs and what can be done, not merely that one runs', () => {
  assert.deepEqual(running().answerTo({ sources: ['/logs/b.jsonl'], title: 'b.jsonl' }, english), {
    text: 'a.jsonl is being scanned, and one scan runs at a time. Wait for its end, or cancel it.',
    isOther: true,
  });
});

test('a scan is not offered in place of itself', () => {
  assert.deepEqual(running().answerTo({ sources: ['/logs/a.jsonl'], title: 'a.jsonl' }, english), {
    text: 'a.jsonl is being scanned already.',
    isOther: false,
  });
});

test('the first cancel keeps what was read, the second keeps nothing, and past reading there is no first', () => {
  const reading = running();
  reading.cancel();
  assert.deepEqual([reading.finish.signal.aborted, reading.stop.signal.aborted], [true, false]);
  reading.cancel();
  assert.ok(reading.stop.signal.aborted);
  const judging = running();
  judging.phase = 'campaigns';
  judging.cancel();
  assert.deepEqual([judging.finish.signal.aborted, judging.stop.signal.aborted], [false, true]);
});
