import assert from 'node:assert/strict';
import { test } from 'node:test';
import { campaignKey } from '../shape/campaign-key.ts';
import { AccountMatcher } from './account-matcher.ts';
import { bestKnown, type CampaignMembers, campaignOverlap, hasSameKey, isSameCampaign } from './campaign-overlap.ts';

const [SAYS, OTHER] = ['a', 'b'].map((digit) => digit.repeat(32)) as [string, string];
const was: CampaignMembers = {
  key: campaignKey('T0000000a'),
  accounts: ['one', 'two', 'three'],
  templates: ['T0000000a', 'T0000000b'],
  says: [SAYS, ''],
};
const strangers = { ...was, accounts: ['four', 'five', 'six'] };

test('a campaign is known by its key and its templates, whoever came and went', () => {
  assert.equal(hasSameKey(was, strangers), true);
  assert.equal(isSameCampaign(campaignOverlap(was, strangers)), true);
  assert.equal(hasSameKey(was, { ...strangers, templates: ['T0000000a'], says: [SAYS] }), true);
});

test('a campaign whose template was given the id of another, but says something else, is neither it nor has its key', () => {
  const forged = { ...strangers, templates: ['T0000000a'], says: [OTHER] };
  assert.equal(hasSameKey(was, forged), false);
  assert.equal(isSameCampaign(campaignOverlap(was, forged)), false);
  assert.equal(bestKnown([{ known: was, matcher: new AccountMatcher(was.accounts) }], forged), undefined);
});

test('a template whose id was made to give the key of another gives it to nobody', () => {
  const key = campaignKey('T0000000c');
  const forged = { ...strangers, key, templates: ['T0000000c'], says: [OTHER] };
  assert.equal(hasSameKey({ ...was, key }, forged), false);
});

test('a campaign whose template lost its id to one that was made to have it is known by what that says', () => {
  const renamed = { ...strangers, key: campaignKey('T0000000e'), templates: ['T0000000e'], says: [SAYS] };
  assert.equal(isSameCampaign(campaignOverlap(was, renamed)), true);
});

test('decisions that do not know what a template says hold for what has the id', () => {
  const { says: _, ...old } = was;
  assert.equal(hasSameKey(old, { ...strangers, says: [OTHER, ''] }), true);
});

test('a key that was carried from scan to scan counts, whatever the templates are by now', () => {
  assert.equal(hasSameKey(was, { ...strangers, templates: ['T0000000d'], says: [OTHER] }), true);
});

test('a relay is known by the account that gives its key, not by one that was named to have it', () => {
  const relay = { key: campaignKey('two'), accounts: ['one', 'two'], templates: [] };
  assert.equal(hasSameKey(relay, { ...relay, accounts: ['two', 'nine'] }), true);
  assert.equal(hasSameKey({ ...relay, accounts: ['one', 'three'] }, { ...relay, accounts: ['two', 'nine'] }), false);
});
