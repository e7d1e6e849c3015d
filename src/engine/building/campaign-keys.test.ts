import assert from 'node:assert/strict';
import { test } from 'node:test';
import { campaignKeys } from './campaign-keys.ts';
import type { NumberedCampaign } from './campaign-reports.ts';
import type { DetectionResult } from './detection-result.ts';

const slice = (template: number, requests: number) => ({ template, rows: { length: requests } });

/** A campaign by the templates and requests of each of its members. */
function campaign(id: string, members: readonly (readonly (readonly [number, number])[])[]): NumberedCampaign {
  const slices = members.map((own) => own.map(([template, requests]) => slice(template, requests)));
  return { report: { id }, accounts: [], judgement: { candidate: { slices } } } as unknown as NumberedCampaign;
}

const found = {
  templates: { ids: ['Ta', 'Tb', 'Tc'] },
  profiles: new Map([
    [1, { account: 'one', requests: 5 }],
    [2, { account: 'two', requests: 9 }],
  ]),
} as unknown as DetectionResult;

const keys = (...campaigns: NumberedCampaign[]): string[] => campaignKeys(campaigns, found);

const BEFORE = [
  [
    [0, 9],
    [1, 2],
  ],
  [[0, 9]],
  [
    [0, 4],
    [1, 5],
  ],
] as const;

test('members come and go, and other templates too: the key stays', () => {
  const [was] = keys(campaign('C1', BEFORE));
  assert.match(was!, /^K[0-9a-f]{8}$/);
  assert.deepEqual(
    keys(
      campaign('C7', [
        ...BEFORE.slice(1),
        [
          [0, 1],
          [2, 30],
        ],
      ]),
    ),
    [was],
  );
  assert.deepEqual(keys(campaign('C1', [...BEFORE].reverse())), [was]);
});

test('another template that most members use is another campaign', () => {
  assert.notDeepEqual(keys(campaign('C1', BEFORE)), keys(campaign('C1', [[[1, 9]], [[1, 9]]])));
});

test('two campaigns never have one key', () => {
  const both = keys(campaign('C1', BEFORE), campaign('C2', BEFORE), campaign('C3', BEFORE));
  assert.equal(new Set(both).size, 3);
  assert.equal(both[0], keys(campaign('C1', BEFORE))[0]);
});

test('a relay is known by its account with most requests', () => {
  const relay = (accounts: number[]): NumberedCampaign =>
    ({ report: { id: 'R1' }, accounts }) as unknown as NumberedCampaign;
  assert.deepEqual(keys(relay([1, 2])), keys(relay([2])));
  assert.notDeepEqual(keys(relay([1, 2])), keys(relay([1])));
});
