import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TeamContext } from '../accounts/team-context.ts';
import type { DetectionResult } from './detection-result.ts';
import { teamRemarks } from './team-remarks.ts';

const RELEASED = Date.UTC(2026, 4, 3);
const DAY = 86_400_000;

/** Account, days after the release, model, program. The group is accounts 1 to 3. */
type Request = readonly [account: number, day: number, model: 1 | 2, program?: 0 | 1 | 2];

function remarks(requests: readonly Request[], team: Partial<TeamContext>, text = '') {
  const column = <T>(of: (request: Request) => T): T[] => requests.map(of);
  const table = {
    length: requests.length,
    rows: {
      account: Uint32Array.from(column(([account]) => account)),
      time: Float64Array.from(column(([, day]) => RELEASED + day * DAY)),
      model: Uint16Array.from(column(([, , model]) => model)),
      userAgent: Uint32Array.from(column(([, , , program = 0]) => program)),
    },
    names: {
      account: { values: ['', 'a', 'b', 'c', 'd', 'e'] },
      model: { values: ['', 'old', 'new'] },
      userAgent: { values: ['', 'desk/2.1 (linux)', 'python-requests/2.31'] },
    },
  };
  const rowsOf = (account: number): number[] =>
    requests.flatMap((request, row) => (request[0] === account ? [row] : []));
  const slices = [1, 2, 3].map((account) => [{ account, template: 7, rows: Uint32Array.from(rowsOf(account)) }]);
  const profiles = new Map([1, 2, 3].map((account) => [account, { rows: Uint32Array.from(rowsOf(account)) }]));
  const found = { table, profiles, texts: new Map([[7, { parts: [{ text }] }]]) } as unknown as DetectionResult;
  const campaign = { accounts: [1, 2, 3], judgement: { candidate: { slices } } };
  const relay = { accounts: [1, 2, 3] };
  return teamRemarks([campaign, relay], found, { clients: [], releases: [], prices: [], prompts: [], ...team });
}

const NEW = { releases: [{ model: 'new', released: '2026-05-03' }] };

test('who moves to a model on the day of its release or the next is counted, among those who could, beside all others', () => {
  const [campaign] = remarks(
    [
      // Moves at once, and on the second day.
      ...[[1, -1, 1] as const, [1, 0, 2] as const, [1, 3, 2] as const],
      ...[[2, -1, 1] as const, [2, 1.9, 2] as const],
      // Only looks at it.
      ...[[3, -1, 1] as const, [3, 0.5, 2] as const, [3, 1, 1] as const, [3, 2, 1] as const],
      // Others: one moves, one began with it and cannot move.
      ...[[4, -2, 1] as const, [4, 0.1, 2] as const, [5, 0.2, 2] as const],
    ],
    NEW,
  );
  assert.deepEqual(campaign, {
    releases: [{ model: 'new', released: '2026-05-03', moved: 2, able: 3, othersMoved: 1, othersAble: 1 }],
  });
});

test('two days later is no move at a release, nor is one account an event, nor a model that no log names', () => {
  const late = [[1, -1, 1] as const, [1, 2.1, 2] as const, [2, -1, 1] as const, [2, 2.1, 2] as const];
  assert.deepEqual(remarks(late, NEW), [{}, {}]);
  const one = [[1, -1, 1] as const, [1, 0, 2] as const, [2, -1, 1] as const, [2, 1, 1] as const];
  assert.deepEqual(remarks(one, NEW), [{}, {}]);
  assert.deepEqual(remarks(late, { releases: [{ model: 'other', released: '2026-05-03' }] }), [{}, {}]);
});

test('a request without a time neither moves anybody nor keeps anybody from it', () => {
  const rows: Request[] = [1, 2].flatMap((account): Request[] => [
    [account, -1, 1],
    [account, 0, 2],
    [account, NaN, 1],
    [account, NaN, 2],
  ]);
  assert.equal(remarks(rows, NEW)[0]?.releases?.[0]?.moved, 2);
});

test('a listed program counts where its requests are, in a campaign and in a relay; two entries of a name are one client', () => {
  const rows: Request[] = [
    [1, 0, 1, 1],
    [1, 1, 1, 1],
    [2, 0, 1, 2],
    [3, 0, 1, 0],
  ];
  const desk = { name: 'Support desk', userAgent: 'desk/' };
  const known = { name: 'Support desk', requests: 2, accounts: 1 };
  assert.deepEqual(remarks(rows, { clients: [desk] }), [{ knownClients: [known] }, { knownClients: [known] }]);
  const both = remarks(rows, { clients: [desk, { name: 'Support desk', userAgent: 'python-requests/' }] });
  assert.deepEqual(both[0], { knownClients: [{ name: 'Support desk', requests: 3, accounts: 2 }] });
  // A name in the middle of another is not its beginning.
  assert.deepEqual(remarks(rows, { clients: [{ name: 'x', userAgent: 'requests' }] }), [{}, {}]);
});

test('a listed system prompt counts for templates that begin with it, whatever the white space', () => {
  const rows: Request[] = [
    [1, 0, 1],
    [2, 0, 1],
  ];
  const clients = [{ name: 'Support desk', systemPrompt: 'You are the\nsupport  desk of Contoso.' }];
  const [campaign, relay] = remarks(rows, { clients }, ' You are the support desk of Contoso. Be brief.');
  assert.deepEqual(campaign, { knownClients: [{ name: 'Support desk', requests: 2, accounts: 2 }] });
  assert.deepEqual(relay, {});
  assert.deepEqual(remarks(rows, { clients }, 'Hello. You are the support desk of Contoso.')[0], {});
});
