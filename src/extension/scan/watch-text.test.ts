import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLook, timeText, watchLabel, watchSentence } from './watch-text.ts';

const known = {
  folder: '/logs',
  at: 1_780_000_000_000,
  seen: 'x',
  short: '1 campaign, 9 accounts flagged as distillation',
};
const calm = { name: 'logs', known, failed: undefined, news: [] };

test('a folder without news says when it was read and what it came to', () => {
  assert.deepEqual(watchLabel(calm), ['eye', known.short]);
  const said = watchSentence(calm);
  assert.ok(said.includes(timeText(known.at)) && said.includes(known.short) && said.includes('Nothing is new'));
});

test('new findings come first, and all of them are in the sentence', () => {
  const watched = { ...calm, news: ['1 new suspected group.', '1 new campaign that looks like distillation.'] };
  assert.deepEqual(watchLabel(watched), ['bell-dot', watched.news[1]]);
  for (const one of watched.news) assert.ok(watchSentence(watched).includes(one));
});

test('a look that failed shows no finding of the one before as its own, and says of when that is', () => {
  const watched = { ...calm, failed: { at: known.at + 3_600_000, why: 'There are no logs in /logs.' } };
  assert.deepEqual(watchLabel(watched), ['warning', 'not read']);
  const said = watchSentence(watched);
  assert.ok(said.startsWith(`logs could not be read at ${timeText(watched.failed.at)}: There are no logs in /logs.`));
  assert.ok(said.includes(`last read at ${timeText(known.at)}`));
});

test('a folder that was never read is not said to hold nothing', () => {
  const watched = { ...calm, known: undefined };
  assert.deepEqual(watchLabel(watched), ['eye', '']);
  assert.equal(watchSentence(watched), 'logs was not read yet.');
});

test('what was kept and is no look is not taken for one', () => {
  assert.ok(isLook(known));
  for (const other of [undefined, {}, { ...known, at: 'yesterday' }]) assert.ok(!isLook(other));
});
