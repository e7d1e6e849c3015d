import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, chance, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { visibleLine } from '../../../../text/visible.ts';
import { newModel } from './new-model.ts';
import { workOf } from '../../../../../test/harness/work.ts';

const RELEASE = MONDAY + 4 * DAY;

/** Ten members and forty others over ten days, five requests a day; each moves to the new model after so many hours. */
const moving = (hoursOf: (account: string, n: number) => number, accounts = 50): TemplatedSent[] =>
  Array.from({ length: accounts }, (_, n): TemplatedSent[] => {
    const account = n < 10 ? `m${n}` : `s${n}`;
    return Array.from({ length: 50 }, (_, at): TemplatedSent => {
      const time = MONDAY + at * 4.8 * HOUR + n * 60_000;
      const isNew = time >= RELEASE + hoursOf(account, n) * HOUR;
      return { account, user: `item ${n} ${at}`, template: 0, time, model: isNew ? 'newest' : 'older' };
    });
  }).flat();

const measure = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return newModel.measure(candidate, context);
};

test('accounts that all take a new model within hours are told from those that take days or never do', () => {
  const found = measure(moving((account, n) => (account.startsWith('m') ? 5 : n % 3 === 0 ? Infinity : 30 + 2 * n)))!;
  assert.ok(found.statistic > 2, found.text);
  assert.match(
    found.text,
    /^The accounts took up a new model sooner than others: half of 10 accounts used newest within \d+ \w+ of its first request, half of the 50 accounts of the log seen both before and after its first use did within/,
  );
});

test('accounts that move when everybody does are nothing special', () => {
  const found = measure(moving((_, n) => 48 * chance(n)))!;
  assert.ok(Math.abs(found.statistic) < 1, found.text);
});

test('accounts that stay with the old model speak against a move', () => {
  const found = measure(moving((account) => (account.startsWith('m') ? Infinity : 10)))!;
  assert.ok(found.statistic < -2, found.text);
  assert.match(
    found.text,
    /most of 10 accounts never used newest, half of the \d+ accounts of the log seen both before and after its first use did within/,
  );
});

test('a model that was there from the beginning, or that hardly anyone uses, is not new', () => {
  assert.equal(measure(moving((_, n) => (n % 2 ? -200 : Infinity))), null);
  assert.equal(measure(moving((_, n) => (n < 5 ? 1 : Infinity))), null);
});

test('a name of a model that is no plain text is made visible, and thousands of names take little work', async () => {
  const hostile = 'new\u001b[31m\nest';
  const sent = moving((account) => (account.startsWith('m') ? 5 : 30)).map((one, n): TemplatedSent => {
    if (one.model === 'newest') return { ...one, model: hostile };
    return n % 50 > 25 ? { ...one, model: `model ${n}` } : one;
  });
  let found = measure([]);
  const work = await workOf(() => (found = measure(sent)));
  assert.ok(work < 200 * sent.length, `${work} for ${sent.length}`);
  assert.ok(found !== null);
  assert.ok(found.statistic > 1, found.text);
  assert.equal(found.text, visibleLine(found.text, 1000));
});

test('without enough other accounts there is nothing to compare with', () => {
  assert.equal(measure(moving(() => 5, 30)), null);
});
