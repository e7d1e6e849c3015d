import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, MONDAY, words } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { Random } from '../../../../math/random.ts';
import { SAME_ITEMS, sameItems } from './same-items.ts';

const ITEMS = 50;
const FRAME = 'Grade the answer below from one to ten, and say why.';
const item = (n: number): string => `${words(`item ${n}`, 8)}?`;
const own = (...of: readonly (string | number)[]): string => `${words(`answer ${of.join(' ')}`, 12)}.`;

/** Eight accounts that send `each` prompts a day apart from each other, on one template. */
const measure = (
  each: number,
  text: (member: number, n: number) => string,
  more: Partial<TemplatedSent> = {},
  apart = DAY,
) => {
  const sent = traffic(8, each, (member, n) => ({
    user: `${FRAME}\n${text(member, n)}`,
    template: 0,
    time: MONDAY + member * apart + n * 1000,
    ...more,
  }));
  const { candidate, context } = candidateCase(sent);
  return sameItems.measure(candidate, context);
};

test('users of one benchmark each grade their own answers to the same items', () => {
  const found = measure(ITEMS, (member, n) => `${item(n)}\n${own(member, n)}`)!;
  assert.ok(found.statistic > 0.99, `${found.statistic}`);
  assert.match(found.text, /^Every account sends the same items, each beside material of its own/);
  assert.ok(found.rows.length > 0);
});

test('each may grade as many models as it has, and a run that broke off may send some items again', () => {
  const several = measure(4 * ITEMS, (member, n) => {
    const models = 1 + (member % 4);
    return `${item(Math.floor(n / models) % ITEMS)}\n${own(member, n)}`;
  })!;
  // Of one to four models, some go through a list that is longer than the items of others.
  assert.ok(several.statistic >= SAME_ITEMS, `${several.statistic}`);
  const again = measure(
    ITEMS + 5,
    (member, n) => `${item(n < ITEMS ? n : 7 * member + n - ITEMS)}\n${own(member, n)}`,
  )!;
  assert.ok(again.statistic > 0.8, `${again.statistic}`);
});

test('a wording of its own for each account hides no item', () => {
  const sent = traffic(8, ITEMS, (member, n) => ({
    user: `${words(`frame of ${member}`, 9)}.\n${item(n)}\n${own(member, n)}`,
    template: member,
    time: MONDAY + member * DAY + n * 1000,
  }));
  const { candidate, context } = candidateCase(sent);
  assert.ok(sameItems.measure(candidate, context)!.statistic > 0.99);
});

/** Eight accounts; each prompt is on the template of its item or step. */
const acrossTemplates = (each: number, templates: number, at: (member: number, n: number) => number) => {
  const sent = traffic(8, each, (member, n) => ({
    user: `${words(`long text ${at(member, n) % templates}`, 40)}.\n${own(member, n)}`,
    template: at(member, n) % templates,
    time: MONDAY + member * DAY + n * 1000,
  }));
  const { candidate, context } = candidateCase(sent);
  return sameItems.measure(candidate, context)?.statistic ?? 0;
};

test('items so long that each became a template of its own are items all the same', () => {
  assert.ok(acrossTemplates(30, 30, (_, n) => n) > 0.99);
  // Two models each.
  assert.ok(acrossTemplates(60, 30, (_, n) => n) > 0.99);
});

test('steps of a program that all accounts repeat are no items, nor are prompts that chance deals out', () => {
  assert.ok(acrossTemplates(72, 8, (_, n) => n) < 0.25);
  assert.ok(acrossTemplates(60, 5, (_, n) => n) < 0.25);
  const random = new Random('dealt');
  for (const each of [12, 30, 60]) {
    const dealt = Array.from({ length: 8 * each }, () => random.below(30));
    assert.ok(acrossTemplates(each, 30, (member, n) => dealt[member * each + n]!) < 0.25, `${each} prompts each`);
  }
});

test('prompts that a campaign repeats behind a persona for each account are no items, nor are they in the words of each account', () => {
  const repeated = (text: (member: number, n: number) => string) => {
    const sent = traffic(8, 84, (member, n) => ({
      system: words(`persona ${member}`, 9),
      user: text(member, n % 7),
      template: n % 7,
      time: MONDAY + member * DAY + n * 1000,
    }));
    const { candidate, context } = candidateCase(sent);
    return sameItems.measure(candidate, context)?.statistic ?? 0;
  };
  assert.ok(repeated((_, n) => `${item(n)} ${words(`more ${n}`, 20)}.`) < 0.25);
  assert.ok(repeated((member, n) => `${item(n)} ${own(member, n)}`) < 0.25);
});

test('a harvest that deals its candidates over accounts shows each item to few of them', () => {
  // Two candidates an item, dealt in turn.
  const found = measure(ITEMS, (member, n) => `${item(Math.floor((n * 8 + member) / 2))}\n${own(member, n)}`)!;
  assert.ok(found.statistic < 0.25, `${found.statistic}`);
  assert.match(found.text, /^The accounts do not go through the same items/);
});

test('items that several accounts send at one time are answers drawn at once', () => {
  assert.equal(measure(ITEMS, (member, n) => `${item(n)}\n${own(member, n)}`, {}, 60_000)!.statistic, 0);
});

test('prompts that accounts send word for word, without times, or in too small a group are not its matter', () => {
  assert.equal(
    measure(ITEMS, (_, n) => item(n)),
    null,
  );
  assert.equal(
    measure(ITEMS, (member, n) => `${item(n)}\n${own(member, n)}`, { time: NaN }),
    null,
  );
  assert.equal(
    measure(4, (member, n) => `${item(n)}\n${own(member, n)}`),
    null,
  );
});
