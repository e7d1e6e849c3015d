import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, MONDAY, type Sent, words } from '../../../test/fixtures/requests.ts';
import { detected } from '../../../test/fixtures/scans/made-scan.ts';
import { chance } from '../../../test/fixtures/templated.ts';

const ACCOUNTS = 12;
/** Each part of the prompt in several wordings. */
const PARTS = [
  ['Solve the maths problem below', 'Work out the maths problem below', 'Find the answer to the maths problem below'],
  [
    'and write every reasoning step on its own line',
    'and put each reasoning step on a line',
    'with each step of the reasoning shown',
  ],
  ['before you give the final answer', 'and only then state the final answer', 'and end with the final answer'],
] as const;

const wording = (account: number): string =>
  PARTS.map((own, part) => own[Math.floor(account / own.length ** part) % own.length]).join(' ');

/** Accounts that ask for one thing in words of their own, and the customers of ten products, each with a prompt of its own. */
function log(): Sent[] {
  const at = (...n: number[]): number => MONDAY + chance(...n) * 5 * DAY;
  const harvest = Array.from({ length: ACCOUNTS * 14 }, (_, n): Sent => {
    const account = n % ACCOUNTS;
    return { account: `worded-${account}`, user: `${wording(account)}: ${words(`problem ${n}`, 9)}.`, time: at(n, 1) };
  });
  const customers = Array.from({ length: 80 * 14 }, (_, n): Sent => {
    const frame = words(`product ${n % 10}`, 12);
    return { account: `customer-${n % 80}`, user: `${frame}: ${words(`order ${n}`, 8)}.`, time: at(n, 2) };
  });
  return [...harvest, ...customers].sort((a, b) => a.time! - b.time!);
}

test('accounts that word one prompt each in its own way are one group, which is never called by that alone', async () => {
  const sent = log();
  const { judgements, profiles } = await detected(sent);
  const group = judgements.find(({ candidate }) => candidate.kind === 'reworded');
  assert.deepEqual(
    group?.candidate.accounts.map((account) => profiles.get(account)!.account).sort(),
    Array.from({ length: ACCOUNTS }, (_, n) => `worded-${n}`).sort(),
  );
  assert.match(group.atMostSuspected!, /words that their prompts have in common/);
});
