import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locationOf, MINUTE, MONDAY, request, type Sent, words } from '../../../test/fixtures/requests.ts';
import { meaningsFrom } from '../readback/template-meanings.ts';
import { StoredRows } from '../workspace/stored-rows.ts';
import { RequestTable } from '../table/request-table.ts';
import { detect } from './detect.ts';

/** Eight organisations that ask for reasoning in tags with one template, among so many requests that columns of the table wait in its file. */
const SENT: Sent[] = [
  ...Array.from({ length: 160 }, (_, n) => ({
    account: `a${n % 8}`,
    organisation: `org ${n % 8}`,
    model: 'm',
    system: `${words('instruction', 40)}. Before you answer, write all of your reasoning into the tags.`,
    user: words(`task ${n}`, 12),
    answer: words(`answer ${n}`, 30),
    outputTokens: 900,
    facts: { openingTag: { name: 'reasoning', share: 0.7 }, thinkingTokens: 120 },
    time: MONDAY + n * MINUTE,
  })),
  ...Array.from({ length: 17_000 }, (_, n) => ({ account: `person-${n % 40}`, user: `${n}`, time: MONDAY + n })),
];

function table(): RequestTable {
  const made = new RequestTable();
  SENT.forEach((one, n) => made.add(request(one), locationOf(n)));
  return made;
}

const prompts = (rows: Iterable<number>): Promise<Map<number, string>> =>
  Promise.resolve(new Map([...rows].map((row) => [row, `${SENT[row]!.system ?? ''}\n${SENT[row]!.user!}`])));

async function techniques(finished: RequestTable): Promise<unknown> {
  const none = { directory: new Map<string, never>(), onPhase: () => undefined };
  const found = await detect(finished, { ...none, readTexts: meaningsFrom(prompts) });
  return found.techniques.map(({ id, grade, text, accounts }) => ({ id, grade, text, accounts }));
}

test('techniques are found in rows of a file as in memory, though templates waited there while candidates were judged', async () => {
  const inMemory = await techniques(table().finish());
  assert.notDeepEqual(inMemory, []);
  assert.deepEqual(await techniques((await StoredRows.create()).end(table()).finish()), inMemory);
});

test('texts of a large log are in memory until templates are mined, and techniques are found in what is read of their files then', async () => {
  const stored = (await StoredRows.create({ textsAtOnce: false })).end(table()).finish();
  assert.ok(!stored.texts.isStored);
  assert.deepEqual(await techniques(stored), await techniques(table().finish()));
  assert.ok(stored.texts.isStored);
});
