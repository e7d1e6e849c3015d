import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Sent, shuffled, tableOf, words } from '../../../../test/fixtures/requests.ts';
import { growthOf, LINEAR } from '../../../../test/harness/work.ts';
import { distinctPrompts } from '../frames/distinct-prompts.ts';
import { mineTemplates } from './mine-templates.ts';
import { takeOutOutliers } from './outlier-members.ts';

const STOCK =
  'You turn minutes of meetings into letters. Keep every date and every name. Leave out greetings. Write no more than a page:\n';
const RULES =
  'This is the desk of the northern harbours. Prices include tax. Answer in one paragraph. Never promise a date.\n';

const times = (size: number, make: (n: number) => Sent): Sent[] => Array.from({ length: size }, (_, n) => make(n));
const slot = (seed: string): string => `${words(seed, 6)}.`;

function idsOf(sent: readonly Sent[]): string[] {
  const mined = mineTemplates(tableOf(sent));
  return sent.map((_, n) => mined.ids[mined.ofRow[n]!] ?? '-');
}

const plain = (size: number): Sent[] =>
  times(size, (n) => ({ account: `p${n % 8}`, user: `${STOCK}${slot(`plain${n}`)}` }));
const ruled = (size: number): Sent[] =>
  times(size, (n) => ({ account: `r${n}`, user: `${RULES}${STOCK}${slot(`ruled${n}`)}` }));

for (const [what, sizes] of Object.entries({ 'few have rules before it': [60, 3], 'few lack the rules': [2, 60] }))
  test(`prompts leave a stock prompt of which ${what}`, () => {
    const ids = idsOf([...plain(sizes[0]!), ...ruled(sizes[1]!)]);
    assert.equal(new Set(ids).size, 2);
    assert.equal(new Set(ids.slice(0, sizes[0])).size, 1);
    assert.equal(new Set(ids.slice(sizes[0])).size, 1);
  });

test('a single prompt with a text of its own before the stock prompt leaves it', () => {
  const ids = idsOf([...plain(60), ...ruled(1)]);
  assert.equal(new Set(ids.slice(0, 60)).size, 1);
  assert.notEqual(ids[60], ids[0]);
});

test('a greeting before a stock prompt, or a reworded sentence, takes nothing out', () => {
  const ids = idsOf([
    ...plain(60),
    ...times(3, (n) => ({ account: 'p1', user: `Here is one more for you. ${STOCK}${slot(`greeted${n}`)}` })),
    ...times(3, (n) => ({
      account: 'p2',
      user: `${STOCK.replace('Leave out greetings', 'Drop all greetings')}${slot(`reworded${n}`)}`,
    })),
  ]);
  assert.equal(new Set(ids).size, 1);
});

test('text that fills a slot at the beginning is no other template', () => {
  const sent = times(60, (n) => ({
    account: `p${n % 8}`,
    user: `${slot(`a${n}`)} ${slot(`b${n}`)} ${slot(`c${n}`)}\n${STOCK}`,
  }));
  assert.equal(new Set(idsOf(sent)).size, 1);
});

test('who leaves does not depend on the order of the log', () => {
  const sent = [...plain(60), ...ruled(3)];
  const ids = idsOf(sent);
  const expected = new Map(sent.map(({ user }, n) => [user, ids[n]]));
  for (let seed = 1; seed <= 4; seed++) {
    const other = shuffled(sent, seed);
    assert.deepEqual(
      idsOf(other),
      other.map(({ user }) => expected.get(user)),
    );
  }
});

test('a system prompt with a slot is a template when each account sends it once', () => {
  const sent = times(12, (n) => ({
    account: `once${n}`,
    system: `You advise the readers of a library in Aarhus. Loans end after a month. Known about the reader: ${slot(`reader${n}`)} Be brief and kind.`,
    user: slot(`ask${n}`),
  }));
  const ids = idsOf([...sent, ...plain(20)]);
  assert.equal(new Set(ids.slice(0, 12)).size, 1);
  assert.ok(!ids.includes('-'));
  assert.notEqual(ids[0], ids[12]);
});

test('strays are told in time that grows with the prompts, however many there are and whatever each begins with', async () => {
  const logOf = (size: number) =>
    tableOf([
      ...plain(size),
      ...times(Math.floor(size / 12), (n) => ({
        account: `s${n}`,
        user: `${['a', 'b', 'c', 'd'].map((part) => slot(`${part}${n}`)).join(' ')}\n${STOCK}${slot(`led${n}`)}`,
      })),
    ]);
  const logs = new Map([300, 1200].map((size) => [size, logOf(size)]));
  const growth = await growthOf((size) => {
    const table = logs.get(size)!;
    const distinct = distinctPrompts(table);
    return takeOutOutliers(table, distinct, new Int32Array(distinct.count), 1);
  }, 300);
  assert.ok(growth < LINEAR, `${growth}`);
});
