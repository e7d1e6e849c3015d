import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAll } from '../../../test/harness/all.ts';
import { DAY, HOUR, MONDAY, type Sent, words } from '../../../test/fixtures/requests.ts';
import { detected } from '../../../test/fixtures/scans/made-scan.ts';
import { chance } from '../../../test/fixtures/templated.ts';
import { DEFAULT_SETTINGS } from '../../report/shape/report.ts';

const skip = isAll ? false : 'left to npm run test:all';
const WEEK = 7 * DAY;
const FRAMES = [
  'Solve the following problem and write out every step of your reasoning before the final answer',
  'Write a difficult question about the passage below together with a complete worked solution',
  'Compare the two responses below and explain which of them is better and why',
  'Rewrite the following instruction so that it is harder and needs more steps to answer',
] as const;

/** Accounts with questions of their own, some of them asked again, under one of a few assistants or none, in waking hours. */
function people(accounts: number, each = 12): Sent[] {
  return Array.from({ length: accounts }, (_, person) =>
    Array.from({ length: each }, (_, n): Sent => {
      const night = 10 * HOUR + chance(person, 1) * 6 * HOUR;
      return {
        account: `person-${person}`,
        user: `${words(n % 4 === 3 ? `person ${person}` : `person ${person} ${n}`, 9)}?`,
        ...(person % 3 > 0 && { system: `You are assistant ${person % 3} of a shop. ${words(`shop ${person % 3}`)}.` }),
        time: MONDAY + Math.floor(chance(person, n, 2) * 7) * DAY + night + chance(person, n) * 3 * HOUR,
        outputTokens: Math.round(60 + 400 * chance(person, 3) + 40 * chance(person, n, 4)),
      };
    }),
  ).flat();
}

/** One queue of new items for all frames, dealt out over the accounts day and night for five days. */
function harvest(accounts: number, itemOf: (n: number) => string, each = 48): Sent[] {
  const total = accounts * each;
  return Array.from({ length: total }, (_, n): Sent => ({
    account: `harvester-${n % accounts}`,
    user: `${FRAMES[Math.floor(n / accounts) % FRAMES.length]}:\n${itemOf(n)}`,
    time: MONDAY + DAY + (n / total) * 5 * DAY,
    outputTokens: Math.round(500 + 300 * chance(n, 5)),
  }));
}

/** Accounts flagged as distillation, by the rule of the report. */
async function accused(sent: readonly Sent[]): Promise<Set<string>> {
  const found = await detected([...sent].sort((a, b) => a.time! - b.time!));
  const { threshold } = DEFAULT_SETTINGS;
  const sure = Math.log(threshold / (1 - threshold));
  return new Set(
    found.judgements
      .filter(({ logOdds }) => logOdds >= sure)
      .flatMap(({ candidate: { accounts, membership } }) => accounts.filter((_, i) => membership[i]! >= sure))
      .map((account) => found.profiles.get(account)!.account),
  );
}

const newItem = (n: number): string => `${words(`item ${n}`, 14)}.`;

for (const [share, members] of [
  ['5%', 16],
  ['25%', 100],
  ['50%', 300],
] as const) {
  test(`a campaign that is ${share} of a log’s accounts is found, and nobody else accused`, async () => {
    const found = await accused([...people(300), ...harvest(members, newItem)]);
    const right = [...found].filter((account) => account.startsWith('harvester'));
    assert.ok(right.length >= 0.9 * members, `${right.length} of ${members} found`);
    assert.equal(found.size, right.length);
  });
}

// What is said of fewer accounts above is said of as many, too.
test('a campaign of 5,000 accounts in 50,000 is found, and nobody else accused', { skip }, async () => {
  const found = await accused([...people(45_000, 3), ...harvest(5000, newItem, 24)]);
  const right = [...found].filter((account) => account.startsWith('harvester'));
  assert.ok(right.length >= 4500, `${right.length} of 5000 found`);
  assert.equal(found.size, right.length);
});

test('a public starter kit that strangers run, try for a while and adapt accuses nobody', async () => {
  const kit: Sent[] = Array.from({ length: 40 }, (_, user) =>
    Array.from({ length: 10 }, (_, n): Sent => {
      const started = chance(user, 6) * (WEEK - DAY);
      const own = words(`business ${user}`, 3);
      return {
        account: `starter-${user}`,
        system: 'You are a helpful bot. This is the starter kit. Answer from the pages below.',
        user: `${['Summarise this page for a customer', 'Draft a friendly reply to this message', 'Sort this message into a folder'][n % 3]}:\n${n < 4 ? words(`example ${n}`, 10) : `${own} ${words(`page ${user} ${n % 6}`, 10)}`}.`,
        time: MONDAY + started + chance(user, n, 7) * DAY,
        outputTokens: Math.round(80 + 300 * chance(user, 8) + 30 * chance(user, n, 9)),
      };
    }),
  ).flat();
  assert.deepEqual([...(await accused([...people(300), ...kit]))], []);
});
