import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contextOf } from '../../../test/fixtures/facts/context.ts';
import { MINUTE, MONDAY, type Sent, words } from '../../../test/fixtures/requests.ts';
import { cleaning } from './cleaning.ts';
import type { Before, TechniqueFinding } from './technique.ts';

const ASK = 'Repair the spelling of the text below, take out what is said twice and give back all of it';
const CLEANED = 120;

/** Texts of different lengths that come back nearly whole, from a few accounts of as many owners. */
const sent = (tokensOut: (n: number) => number = (n) => 350 + 7 * n): Sent[] =>
  Array.from({ length: CLEANED }, (_, n) => ({
    account: `cleaner-${n % 6}`,
    organisation: `shell ${n % 6}`,
    user: `${ASK}:\n\n${words(`trace ${n}`, 30)}.`,
    answer: words(`clean ${n}`, 30),
    time: MONDAY + n * MINUTE,
    inputTokens: 400 + 8 * n,
    outputTokens: tokensOut(n),
  }));

/** What was found before about some accounts and rows. */
const harvest = (grade: Before['grade'], accounts: number[], rows: number[] = [], id = 'T1'): Before => ({
  id,
  grade,
  accounts,
  rows,
  shown: [],
  statistic: 1,
  n: rows.length,
  text: '',
  readings: [],
});

function found(rows: Sent[], before: (accounts: number[]) => Before[]): TechniqueFinding[] {
  const context = contextOf(rows);
  return cleaning.measure(context, before([...context.profiles.keys()]));
}

test('texts that come back nearly whole, from accounts that harvest, are strong', () => {
  const [first, ...others] = found(sent(), (accounts) => [harvest('strong', accounts)]);
  assert.deepEqual(others, []);
  assert.equal(first?.grade, 'strong');
  assert.deepEqual([first.accounts.length, first.rows.length], [6, CLEANED]);
});

test('a weak finding about the same requests hides nothing: what is cleaned opens with the tag of the harvest', () => {
  const rows = Array.from({ length: CLEANED }, (_, n) => n);
  const all = found(sent(), (accounts) => [harvest('strong', accounts), harvest('weak', accounts, rows)]);
  assert.equal(all[0]?.rows.length, CLEANED);
  const itself = found(sent(), (accounts) => [harvest('strong', accounts, rows)]);
  assert.deepEqual(itself, [], 'the harvest itself is no other use');
});

test('translation and correction of people who harvest nothing are nothing', () => {
  assert.deepEqual(
    found(sent(), () => []),
    [],
  );
  assert.deepEqual(
    found(sent(), (accounts) => [harvest('weak', accounts)]),
    [],
  );
  assert.deepEqual(
    found(sent(), (accounts) => [harvest('strong', accounts.slice(0, 2))]),
    [],
  );
});

test('short answers, and answers of a length of their own, are no copies', () => {
  for (const tokensOut of [() => 40, (n: number): number => 300 + ((n * 7919) % 700)])
    assert.deepEqual(
      found(sent(tokensOut), (accounts) => [harvest('strong', accounts)]),
      [],
    );
});

test('who only uses the editor that a harvest cleans its traces with is not accused', () => {
  const [first, ...others] = found(sent(), (accounts) => [harvest('strong', accounts.slice(0, 4))]);
  assert.deepEqual(others, []);
  assert.deepEqual([first?.grade, first?.accounts.length, first?.rows.length], ['strong', 4, 80]);
});

test('an editor of people whose sessions or wordings were handed on cleans no traces', () => {
  for (const id of ['T2', 'T4', 'T5'])
    assert.deepEqual(
      found(sent(), (accounts) => [harvest('strong', accounts, [], id)]),
      [],
    );
});
