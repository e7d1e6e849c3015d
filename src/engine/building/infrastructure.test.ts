import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DetectionResult } from './detection-result.ts';
import { sharedTraces } from './infrastructure.ts';

/** Requests as account, address, program; 0 is none. */
const REQUESTS = [
  [1, 1, 1],
  [1, 1, 1],
  [2, 1, 1],
  [3, 2, 1],
  // Not in the campaign.
  [4, 1, 1],
  [5, 3, 0],
] as const;

function findings(): DetectionResult {
  const column = (at: 0 | 1 | 2): Uint32Array => Uint32Array.from(REQUESTS, (request) => request[at]);
  const table = {
    length: REQUESTS.length,
    evict: () => undefined,
    rows: {
      account: column(0),
      address: column(1),
      userAgent: column(2),
      organisation: new Uint32Array(REQUESTS.length),
    },
    names: {
      address: { values: ['', '192.0.2.1', '192.0.2.2', '192.0.2.3'] },
      userAgent: { values: ['', 'x'.repeat(5000)] },
      organisation: { values: [''] },
    },
  };
  const payments = ['', 'card-1', 'card-1', 'card-2', 'card-1', 'card-3'];
  const profiles = new Map(payments.map((payment, account) => [account, { directory: { payment } }]));
  return { table, profiles } as unknown as DetectionResult;
}

test('only what two members have counts, with who else has it, in the order of the members', () => {
  const [traces] = sharedTraces([{ accounts: [3, 1, 2], rows: [0, 1, 2, 3] }], findings());
  assert.deepEqual(traces, [
    { kind: 'address', value: '192.0.2.1', members: [1, 2], requests: 3, others: 1 },
    { kind: 'userAgent', value: 'x'.repeat(300), members: [0, 1, 2], requests: 4, others: 1 },
    { kind: 'payment', value: 'card-1', members: [1, 2], requests: 3, others: 1 },
  ]);
});

test('a campaign whose members share nothing has no traces', () => {
  assert.deepEqual(sharedTraces([{ accounts: [1, 3], rows: [] }], findings()), [[]]);
  assert.deepEqual(sharedTraces([], findings()), []);
});
