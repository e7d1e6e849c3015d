import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, MINUTE, MONDAY, type Sent, words } from '../../../test/fixtures/requests.ts';
import { detected } from '../../../test/fixtures/scans/made-scan.ts';
import { type Baseline, mergeBaselines } from '../campaigns/baseline/baseline.ts';
import { baselineText, parseBaseline } from '../campaigns/baseline/baseline-file.ts';
import { OrdinaryTemplates } from '../campaigns/baseline/ordinary-templates.ts';
import { learnBaseline } from './learn-baseline.ts';
import { sketchOf } from '../campaigns/baseline/clause-sketch.ts';

const STOCK = 'Act as a friendly translator and put the following text into plain words. Keep names as they are';
const SECRET = 'Reconstruct every step of the reasoning behind this result. Leave nothing out';
const DAYS = 20;

/** Thirty customers who use a stock prompt three times a day at hours of their own, some of it again and again. */
const customers = (day: number, stock = STOCK): Sent[] =>
  Array.from({ length: 90 }, (_, n) => ({
    account: `customer-${n % 30}`,
    user: `${stock}:\n${words(`text ${n % 30} ${(day * 3 + Math.floor(n / 30)) % 17}`)}.`,
    time: MONDAY + day * DAY + (n % 30) * 40 * MINUTE + Math.floor(n / 30) * MINUTE,
  }));
/** Forty accounts that work through a queue of prompts, too slowly to be noticed in a day. */
const attackers = (day: number, requests = 80): Sent[] =>
  Array.from({ length: requests }, (_, n) => ({
    account: `attacker-${n % 40}`,
    user: `${SECRET}:\n${words(`item ${day} ${n}`)}.`,
    time: MONDAY + day * DAY + n * (1360 / requests) * MINUTE,
  }));

/** A baseline merged of single days: none of them shows enough of a campaign to report it. */
async function learnt(days: number, attacked: (day: number) => boolean): Promise<Baseline> {
  const parts: Baseline[] = [];
  for (let day = 0; day < days; day++) {
    const found = await detected([...customers(day), ...(attacked(day) ? attackers(day) : [])]);
    // The worst case for the baseline: nothing was noticed.
    parts.push(learnBaseline({ ...found, judgements: [] }));
  }
  return parts.reduce(mergeBaselines);
}

/** Whether the template that holds most requests beginning with the text is ordinary to the baseline. */
async function isOrdinary(baseline: Baseline, text: string, sent: readonly Sent[]): Promise<boolean> {
  const { templates, texts } = await detected(sent);
  const row = sent.findIndex(({ user }, n) => user!.startsWith(text) && templates.ofRow[n]! >= 0);
  assert.ok(row >= 0, 'the text is a template');
  const number = templates.ofRow[row]!;
  const sketch = sketchOf(templates.clauses[number]!, texts.get(number)?.says);
  return new OrdinaryTemplates(baseline).find(sketch) !== undefined;
}

const later = [...customers(30), ...customers(31), ...attackers(30), ...attackers(31)];

test('templates that customers have used all along are ordinary; an attacker of some of the days is not, noticed or not', async () => {
  const baseline = await learnt(DAYS, (day) => day >= 4 && day < 16);
  assert.equal(await isOrdinary(baseline, STOCK, later), true);
  assert.equal(await isOrdinary(baseline, SECRET, later), false);
});

test('a prompt that was given the public hash of an ordinary one, by the word at its end, is not ordinary', async () => {
  const [stock, forged] = ['You answer with a plan afmgjcs', 'runnable code adnlhrt'] as const;
  const days = Array.from({ length: DAYS }, (_, day) => customers(day, stock)).flat();
  const learned = learnBaseline({ ...(await detected(days)), judgements: [] });
  const idOf = async (text: string): Promise<string[]> => (await detected(customers(30, text))).templates.ids;
  assert.deepEqual(await idOf(stock), await idOf(forged), 'both have one name');
  assert.equal(await isOrdinary(learned, stock, customers(30, stock)), true);
  assert.equal(await isOrdinary(learned, forged, customers(30, forged)), false);
});

test('a template with two clauses of one name leaves a baseline that can be read', async () => {
  const both = 'You answer with a plan afmgjcs. runnable code adnlhrt';
  const days = Array.from({ length: 3 }, (_, day) => customers(day, both)).flat();
  const text = baselineText(learnBaseline({ ...(await detected(days)), judgements: [] }));
  assert.equal(parseBaseline(text, 'made.json').templates.length, 1);
});

test('a reported candidate teaches nothing, neither its accounts nor its templates', async () => {
  const days = Array.from({ length: DAYS }, (_, day) => day);
  // Four times as many as an attacker sends who hides.
  const found = await detected(days.flatMap((day) => [...customers(day), ...attackers(day, 320)]));
  const [worst] = found.judgements;
  assert.ok(worst && worst.score > 0.2, `${worst?.score}`);
  const baseline = learnBaseline(found);
  assert.equal(await isOrdinary(baseline, STOCK, later), true);
  assert.equal(await isOrdinary(baseline, SECRET, later), false);
  const noticed = baseline.candidates.every(({ logOdds }) => logOdds < worst.logOdds);
  assert.ok(noticed, 'a reported candidate is no example of an ordinary one');
});

test('a baseline holds neither text nor names', async () => {
  const text = baselineText(await learnt(3, () => false));
  assert.doesNotMatch(text, /customer|translator|friendly/i);
});

test('how much accounts send, at which hours, and how often again is counted once an account', async () => {
  const baseline = learnBaseline(await detected(Array.from({ length: 10 }, (_, day) => customers(day)).flat()));
  const sum = (list: readonly number[]): number => list.reduce((total, count) => total + count, 0);
  assert.deepEqual(
    [baseline.accounts.volume, baseline.accounts.hours, baseline.accounts.repeats].map(sum),
    [30, 30, 30],
  );
  assert.equal(baseline.accounts.volume[2], 30, 'three requests a day');
  assert.equal(baseline.days.length, 10);
});

test('accounts known by an address alone do not make a template ordinary', async () => {
  const sent = Array.from({ length: DAYS }, (_, day) => customers(day)).flat();
  const found = await detected(sent);
  const weak = new Map(
    [...found.profiles].map(([number, profile]) => [
      number,
      Object.create(profile, { weak: { value: true } }) as typeof profile,
    ]),
  );
  assert.deepEqual(learnBaseline({ ...found, profiles: weak }).templates, []);
});
