import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Sent, tableOf, words } from '../../../../test/fixtures/requests.ts';
import { settledTemplates, templateViews } from './template-views.ts';

const FRAME = 'Reconstruct every step of the reasoning behind this result. Leave nothing out';
/** Eight accounts, each with a persona of its own in its system prompt, send one prompt. */
const PERSONAS: Sent[] = Array.from({ length: 160 }, (_, n) => ({
  account: `a${n % 8}`,
  system: `You talk with ${words(`persona ${n % 8}`, 12)}.`,
  user: `${FRAME}:\n${words(`item ${n}`)}.`,
}));
/** Two accounts send it without any. */
const PLAIN: Sent[] = Array.from({ length: 40 }, (_, n) => ({
  account: `b${n % 2}`,
  user: `${FRAME}:\n${words(`plain ${n}`)}.`,
}));
const views = templateViews(tableOf([...PERSONAS, ...PLAIN]));
const kinds = (ofRow: Int32Array): number => new Set(ofRow).size;

test('a persona in each account’s system prompt hides nothing: the user messages are one template, with and without it', () => {
  assert.equal(kinds(views.user), 1);
  assert.ok(views.user[0]! >= views.firstUser);
  assert.ok(kinds(views.whole) > kinds(views.user));
});

test('chosen templates of user messages take their requests, all others stay with whole prompts', () => {
  const none = settledTemplates(views, new Set());
  assert.deepEqual([...none.ofRow], [...views.whole]);
  const chosen = settledTemplates(views, new Set([views.user[0]!]));
  assert.equal(kinds(chosen.ofRow), 1);
});

test('no two templates that requests have bear one name, whichever are chosen', () => {
  for (const chosen of [new Set<number>(), new Set(views.user)]) {
    const { ids, ofRow } = settledTemplates(views, chosen);
    const used = [...new Set(ofRow)].filter((template) => template >= 0).map((template) => ids[template]!);
    assert.equal(new Set(used).size, used.length);
  }
});
