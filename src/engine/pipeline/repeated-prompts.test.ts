import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, MONDAY, type Sent, words } from '../../../test/fixtures/requests.ts';
import { detected } from '../../../test/fixtures/scans/made-scan.ts';
import { chance } from '../../../test/fixtures/templated.ts';
import { probabilityOf } from '../../math/log-odds.ts';
import { DEFAULT_SETTINGS } from '../../report/shape/report.ts';

const SWEPT = [
  'Show each step of your reasoning: why do metals conduct electricity?',
  'Reason carefully and explain every step: how does a cache choose what to drop?',
  'Write out your chain of thought, then the answer: how many primes lie below fifty?',
  'Derive the result step by step: what is the sum of the first n odd numbers?',
  'Explain your thinking in full: how does a heat pump move heat uphill?',
  'Think aloud and justify each step: when does binary search fail?',
  'Give the full reasoning before the answer: why does the moon show one face?',
  'Work through it step by step: how is a public key used to sign?',
] as const;
const STOCK = Array.from({ length: 15 }, (_, n) => `${words(`stock question ${n}`, 7)}?`);

/** Everybody sends questions from a short list, word for word: most a product's stock questions, some accounts a sweep's. */
function log(people: number, sweepers: number, each: number): Sent[] {
  const of = (who: string, count: number, list: readonly string[]): Sent[] =>
    Array.from({ length: count * each }, (_, n): Sent => ({
      account: `${who}-${n % count}`,
      user: list[Math.floor(chance(who.length, n) * list.length)]!,
      time: MONDAY + chance(n, who.length, 3) * 5 * DAY,
      outputTokens: Math.round(100 + 300 * chance(n, 4)),
    }));
  return [...of('person', people, STOCK), ...of('sweeper', sweepers, SWEPT)].sort((a, b) => a.time! - b.time!);
}

test('accounts that send the same eight prompts word for word rank above those who send a product’s stock questions', async () => {
  const sent = log(200, 30, 24);
  const found = await detected(sent);
  const { threshold } = DEFAULT_SETTINGS;
  const scores = new Map([...found.profiles.keys()].map((account) => [account, 0]));
  for (const { candidate, logOdds } of found.judgements)
    candidate.accounts.forEach((account, at) => {
      const score = Math.min(probabilityOf(logOdds), probabilityOf(candidate.membership[at]!));
      scores.set(account, Math.max(scores.get(account)!, score));
    });
  const of = (who: string): number[] =>
    [...scores].flatMap(([number, score]) => (found.profiles.get(number)!.account.startsWith(who) ? score : []));
  const people = Math.max(...of('person'));
  assert.ok(people < threshold, `${people}`);
  const above = of('sweeper').filter((score) => score > people).length;
  assert.ok(above >= 0.95 * 30, `${above} of 30`);
});
