import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locationOf, request } from '../../../test/fixtures/requests.ts';
import { hash53 } from '../../math/hash.ts';
import type { Facts } from '../../reader/records/facts/facts.ts';
import { MOST_DOCUMENTS } from './documents/document-sample.ts';
import { MOST_TITLES } from './documents/document-titles.ts';
import { eachEntry, KINDS } from './fact-entries.ts';
import { FactTable } from './fact-table.ts';
import { RequestTable } from './request-table.ts';
import { tableRows } from './table-rows.ts';

/** All there is to know, in the order in which it is kept. */
const ALL: Facts = {
  refusal: { category: 'reasoning_extraction' },
  errorClass: 'invalid_signature',
  thinking: 'summary',
  device: 'd-1',
  clientSession: 's-1',
  statedIdentity: 'kimi',
  modelServed: 'opus',
  batchId: 'b-1',
  thinkingTokens: 1234,
  statedDay: Date.UTC(2026, 6, 5),
  fallback: true,
  produced: [{ hash: 'aa', producer: 'opus', minted: 1e12 }, { hash: 'bb' }],
  resent: [
    { hash: 'cc', item: 'rs_1', prefix: 2 ** 53 - 1, before: 7, last: false },
    { hash: 'dd', prefix: 5, before: 0, last: true },
  ],
  openingTag: { name: 'reasoning', share: 0.75 },
  dropped: ['organization_binding_mismatch'],
  guardrails: ['pii:passed', 'jailbreak:blocked'],
  historyToolIds: [1, 2, 3],
  issuedToolIds: [4],
  laterTurns: [5, 6],
  documents: [{ key: 0x0123456789abcd, title: 'leave.pdf' }],
  asked: 8,
  keptAnswer: 9,
  earlierAnswer: 10,
};
const TOLD = { heard: 5, said: 6, sent: 7, beside: 8 };

test('facts come out of the table as they went in, and rows without any have none', () => {
  const facts = new FactTable();
  facts.add(3, ALL, TOLD);
  facts.add(4, {});
  facts.add(9, { refusal: { category: 'unspecified' } });
  assert.deepEqual(
    [...facts],
    [
      [3, ALL],
      [9, { refusal: { category: 'unspecified' } }],
    ],
  );
  assert.deepEqual(facts.of(3), ALL);
  for (const row of [0, 4, 5, 10]) assert.equal(facts.of(row), undefined);
  facts.add(11, undefined, { sent: 9 });
  for (const [told, expected] of [
    ['heard', [[3, 5]]],
    ['said', [[3, 6]]],
    [
      'sent',
      [
        [3, 7],
        [11, 9],
      ],
    ],
  ] as const) {
    const found: [number, number][] = [];
    facts.each(told, (row, hash) => found.push([row, hash]));
    assert.deepEqual(found, expected);
  }
});

test('of more documents than are told apart the table keeps a bounded number, and each answer that named one', () => {
  const half = 1.2 * MOST_DOCUMENTS;
  const read = (first: number): FactTable => {
    const table = new FactTable();
    for (let row = 0; row < half; row++) {
      table.add(row, { documents: [{ key: hash53(`kb/${2 * row + first}`), title: 'Page' }] });
    }
    return table;
  };
  const table = read(0);
  table.merge(read(1), half);
  const facts = table.ordered([[0, 2 * half]]);
  const kept = [...facts.having('document')].map(([, { documents }]) => documents!);
  assert.equal(kept.length, 2 * half);
  assert.equal(kept.filter(({ length }) => length > 0).length, MOST_DOCUMENTS + 1);
  assert.equal(new Set(kept.flat().map(({ key }) => key)).size, MOST_DOCUMENTS + 1);
  assert.deepEqual([facts.pack()!.titles!.titles.length, facts.pack()!.names.length], [MOST_TITLES, 1]);
});

test('every kind of fact is one that a request can have', () => {
  // The table itself asks for documents.
  const used = new Set<string>([...Object.keys(TOLD), 'document']);
  eachEntry(ALL, (kind) => used.add(kind));
  assert.deepEqual(
    KINDS.filter((kind) => !used.has(kind)),
    [],
  );
});

test('facts stay with their request when rows are put in order and repeats are left out', () => {
  const refused = (category: string) => ({ facts: { refusal: { category } } });
  const add = (table: RequestTable, n: number, category?: string): void =>
    table.add(
      { ...request({ account: `k${n}`, ...(category && refused(category)) }), id: `msg_0123456789abcdef${n % 8}` },
      locationOf(n),
    );
  const [late, early] = [new RequestTable(), new RequestTable()];
  add(late, 6, 'six');
  add(late, 7);
  add(late, 8, 'repeats 0');
  add(late, 9, 'nine');
  add(early, 0, 'zero');
  add(early, 3, 'three');
  late.merge(early);
  const table = late.finish();
  const byAccount = [...table.facts].map(([row, { refusal }]) => [
    table.names.account.values[table.rows.account[row]!],
    refusal?.category,
  ]);
  assert.deepEqual(byAccount, [
    ['k0', 'zero'],
    ['k3', 'three'],
    ['k6', 'six'],
    ['k9', 'nine'],
  ]);
  const part = RequestTable.unpack(tableRows(table, 1, 4));
  assert.deepEqual(
    [...part.facts].map(([row, { refusal }]) => [row, refusal?.category]),
    [
      [0, 'three'],
      [1, 'six'],
    ],
  );
});

test('rows are chosen by the kinds of facts that they have', () => {
  const table = new RequestTable();
  table.add(request({ facts: { thinkingTokens: 5 } }), locationOf(0));
  table.add(request({ facts: { batchId: 'b', thinkingTokens: 7 } }), locationOf(1));
  table.add(request({}), locationOf(2));
  table.add(request({ facts: { refusal: { category: 'r' } } }), locationOf(3));
  assert.deepEqual([...table.facts.having('batchId', 'refusal')], [...table.facts].slice(1));
  assert.deepEqual([...table.facts.having('device')], []);
  table.add(request({ facts: { device: 'd' } }), locationOf(4));
  assert.deepEqual([...table.facts.having('device')], [[4, { device: 'd' }]]);
});

test('a table without facts is the plain data that it was before there were any', () => {
  const table = new RequestTable();
  table.add(request({ account: 'a' }), locationOf(0));
  assert.equal('facts' in table.pack(), false);
});
