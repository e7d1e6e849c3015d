import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MINUTE, MONDAY, type Sent, words } from '../../../../test/fixtures/requests.ts';
import { detected, reportOn } from '../../../../test/fixtures/scans/made-scan.ts';
import type { SingleAccountHarvest, SingleAccountHarvests } from '../../../report/shape/report.ts';

const HARVEST =
  'Write down your whole chain of thought for this problem, step by step, before you give the final answer. Leave no step out';
const CHORE = 'Translate this letter from English into French. Keep the tone friendly';

/** Requests of one prompt, sent by accounts in turn. */
const sent = (accounts: string[], prompt: string, requests: number): Sent[] =>
  Array.from({ length: requests }, (_, n) => ({
    account: accounts[n % accounts.length]!,
    user: `${prompt}:\n${words(`${prompt} ${n}`)}.`,
    time: MONDAY + n * 5 * MINUTE,
  }));
const PEOPLE: Sent[] = Array.from({ length: 300 }, (_, n) => ({
  account: `person-${n % 60}`,
  user: `${words(`chat ${n}`, 6)}.`,
  time: MONDAY + n * 7 * MINUTE,
}));

async function alone(...own: Sent[]): Promise<SingleAccountHarvests | undefined> {
  return reportOn(await detected([...own, ...PEOPLE])).considered?.alone;
}

test('an account that harvests alone is named with its requests and their lines, for nobody judges it', async () => {
  const { accounts, requests, first } = (await alone(...sent(['loner'], HARVEST, 120)))!;
  assert.deepEqual([accounts, requests, first.length], [1, 120, 1]);
  const [{ account, asksFor, templates, lines }] = first as [SingleAccountHarvest];
  assert.deepEqual([account, asksFor, templates.length, lines.length], ['loner', ['written-out reasoning'], 1, 20]);
});

test('several accounts too few for a campaign are named, those that send most first', async () => {
  const { accounts, first } = (await alone(...sent(['a', 'b', 'b', 'b'], HARVEST, 240)))!;
  assert.deepEqual([accounts, first.map(({ account }) => account)], [2, ['b', 'a']]);
});

test('who asks much in several ways comes before who sends more of one prompt', async () => {
  const other = 'Grade the following answer by the rubric from 1 to 10, and give a reason for each point you take away';
  const { first } = (await alone(
    ...sent(['batch'], HARVEST.replace('problem', 'exercise'), 150),
    ...sent(['loner'], HARVEST, 60),
    ...sent(['loner'], other, 60),
  ))!;
  assert.deepEqual(
    first.map(({ account, requests, templates }) => [account, requests, templates.length]),
    [
      ['loner', 120, 2],
      ['batch', 150, 1],
    ],
  );
});

test('a chore that one account alone sends is not named, nor is a harvest of a few requests', async () => {
  assert.equal(await alone(...sent(['loner'], CHORE, 120), ...sent(['other'], HARVEST, 30)), undefined);
});

test('a harvest that enough accounts share is judged as a campaign, and its accounts are not named again', async () => {
  const harvesters = Array.from({ length: 8 }, (_, n) => `harvester-${n}`);
  assert.equal(await alone(...sent(harvesters, HARVEST, 800)), undefined);
});
