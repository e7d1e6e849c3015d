import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { HOUR, MINUTE, MONDAY, type Sent, words } from '../../../test/fixtures/requests.ts';
import { detected, reportOn } from '../../../test/fixtures/scans/made-scan.ts';
import { probabilityOf } from '../../math/log-odds.ts';
import { rejudge } from './rejudge.ts';
import { DEFAULT_SETTINGS, type Judging, type Report } from '../../report/shape/report.ts';

const FRAMES = [
  'Reconstruct every step of the reasoning behind this result. Leave nothing out',
  'Grade the following reply from one to ten with a short reason. Use the rubric of the course',
];
const PRODUCT = [
  'Summarise the ticket of the customer for the next agent. Keep the tone of the brand',
  'Draft an answer to the complaint below in three sentences. Offer a voucher where that helps',
];
/** Twelve accounts that share one queue. */
const HARVEST: Sent[] = Array.from({ length: 720 }, (_, n) => ({
  account: `harvester-${n % 12}`,
  user: `${FRAMES[Math.floor(n / 12) % 2]}:\n${words(`item ${n}`)}.`,
  time: MONDAY + n * 5 * MINUTE,
}));
/** Fifteen customers of one product, in their working hours, with questions that come again. */
const CUSTOMERS: Sent[] = Array.from({ length: 450 }, (_, n) => ({
  account: `customer-${n % 15}`,
  user: `${PRODUCT[n % 2]}:\n${words(`case ${n % 90}`)}.`,
  time: MONDAY + (n % 5) * 24 * HOUR + (9 + (n % 8)) * HOUR + n * MINUTE,
}));
const PEOPLE: Sent[] = Array.from({ length: 300 }, (_, n) => ({
  account: `person-${n % 60}`,
  user: `${words(`chat ${n}`, 6)}.`,
  time: MONDAY + n * 7 * MINUTE,
}));
const RELAY: Sent[] = Array.from({ length: 40 }, (_, n): Sent[] => {
  const [user, answer] = [`${words(`ask ${n}`)}.`, `${words(`answer ${n}`, 10)}.`];
  const time = MONDAY + n * HOUR;
  return [
    { account: `relay-${n % 4}`, user, answer, time },
    { account: `relay-${(n + 1) % 4}`, user, later: [answer, 'More.'], time: time + MINUTE },
  ];
}).flat();

let scanned: (judging: Judging) => Report;

before(async () => {
  const sent = [...HARVEST, ...CUSTOMERS, ...PEOPLE, ...RELAY];
  const found = await detected(sent);
  scanned = (judging) => reportOn(found, { ...DEFAULT_SETTINGS, ...judging });
});

const STANDARD: Judging = { accountPrior: 0.001, threshold: 0.9 };

/** What of a report a person acts on, with scores to nine digits: sums are added in another order. */
function judged(report: Report, kept: ReadonlySet<string>, dropped: ReadonlySet<string>): unknown {
  const digits = (score: number): string => score.toPrecision(9);
  return {
    campaigns: report.campaigns
      .filter(({ id }) => kept.has(id))
      .map(({ id, verdict, score }) => [id, verdict, digits(score)]),
    accounts: Object.fromEntries(
      report.accounts
        .filter(({ account }) => !dropped.has(account))
        .map(({ account, verdict, score, flaggedRequests }) => [account, [verdict, digits(score), flaggedRequests]]),
    ),
    templates: Object.fromEntries(
      report.templates
        .filter(({ id }) => !dropped.has(id))
        .map(({ id, verdict, score }) => [id, [verdict, digits(score)]]),
    ),
  };
}

for (const judging of [
  STANDARD,
  { accountPrior: 0.001, threshold: 0.5 },
  { accountPrior: 0.001, threshold: 0.999 },
  { accountPrior: 0.01, threshold: 0.9 },
  { accountPrior: 0.0001, threshold: 0.9 },
  { accountPrior: 0.000001, threshold: 0.5 },
]) {
  test(`a prior of ${judging.accountPrior} and a threshold of ${judging.threshold} give what a scan with them gives`, () => {
    const standard = scanned(STANDARD);
    const supposed = rejudge(standard, judging);
    const again = scanned(judging);
    const kept = new Set(
      again.campaigns.filter(({ id }) => standard.campaigns.some((one) => one.id === id)).map(({ id }) => id),
    );
    assert.ok(kept.size > 0, 'no campaign to compare');
    // Groups that one of the two does not report are left out, with their accounts: a report keeps nothing of those below its limit.
    const dropped = new Set(
      [...standard.campaigns, ...again.campaigns]
        .filter(({ id }) => !kept.has(id))
        .flatMap(({ accounts, templates }) => [...accounts, ...templates]),
    );
    assert.deepEqual(judged(supposed, kept, dropped), judged(again, kept, dropped));
  });
}

test('after every change all weights of an account still add up to its score', () => {
  const supposed = rejudge(scanned(STANDARD), { accountPrior: 0.03, threshold: 0.7 });
  for (const { account, score, priorLogOdds, evidence, counterEvidence } of supposed.accounts) {
    const sum = [...evidence, ...counterEvidence].reduce((total, { weight }) => total + weight, priorLogOdds);
    assert.ok(Math.abs(probabilityOf(sum) - score) < 1e-9, account);
  }
  for (const { id, score, priorLogOdds, evidence, counterEvidence } of supposed.campaigns) {
    const sum = [...evidence, ...counterEvidence].reduce((total, { weight }) => total + weight, priorLogOdds);
    assert.ok(Math.abs(probabilityOf(sum) - score) < 1e-9, id);
  }
});

test('the standard settings change nothing, and the old report is left alone', () => {
  const standard = scanned(STANDARD);
  const text = JSON.stringify(standard);
  rejudge(standard, { accountPrior: 0.1, threshold: 0.5 });
  assert.equal(JSON.stringify(standard), text);
});
