import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyBaseline, type KnownUser } from './baseline.ts';
import { OrdinaryTemplates, ordinaryTemplates } from './ordinary-templates.ts';

const DAYS = Array.from({ length: 30 }, (_, n) => 20_000 + n);
const CLAUSES = [11, 22, 33, 44, 55, 66, 77, 88, 99];

/** Users of their own who each use the template on the given days. */
const users = (count: number, days: readonly number[], organisation: (n: number) => number = () => 0): KnownUser[] =>
  Array.from({ length: count }, (_, n) => ({ account: n + 1, organisation: organisation(n), days: [...days] }));
/** What a clause says, by its name. */
const said = (clauses: readonly number[]): string[] => clauses.map((clause) => `${clause}`.padStart(32, '0'));
const find = (
  own: KnownUser[],
  { days = DAYS, clauses = CLAUSES, says = said(clauses), known = { says: said(CLAUSES) } } = {},
) =>
  new OrdinaryTemplates({
    ...emptyBaseline(),
    days,
    templates: [{ id: 'T', clauses: CLAUSES, users: own, ...known }],
  }).find({ clauses, says });

test('a template that many unrelated accounts have long used at all times is ordinary', () => {
  assert.deepEqual(find(users(12, DAYS)), { users: 12, since: 20_000 });
});

test('a rewording with most clauses in common is the same template, another text is not', () => {
  assert.ok(find(users(12, DAYS), { clauses: [11, 22, 33, 44, 55, 66, 77, 88] }));
  assert.equal(find(users(12, DAYS), { clauses: [11, 22, 33, 144, 155, 166, 177] }), undefined);
  assert.equal(find(users(12, DAYS), { clauses: [] }), undefined);
});

test('clauses that have the names of others and say something else are no clauses of an ordinary template', () => {
  const says = said(CLAUSES).map((one, at) => (at % 2 === 0 ? one : one.replace('0', 'f')));
  assert.equal(find(users(12, DAYS), { says }), undefined);
  assert.equal(
    find(users(12, DAYS), { says: CLAUSES.map(() => '') }),
    undefined,
    'nor are those of which nobody knows what they say',
  );
  assert.equal(find(users(12, DAYS), { known: { says: CLAUSES.map(() => '') } }), undefined);
});

test('somebody who is there for a part of the days does not make a template ordinary, with however many accounts', () => {
  for (const share of [0.1, 0.3, 0.6]) {
    assert.equal(find(users(60, DAYS.slice(0, Math.floor(share * DAYS.length)))), undefined, `${share} in one piece`);
    const spread = DAYS.filter((_, n) => Math.floor((n + 1) * share) > Math.floor(n * share));
    assert.equal(find(users(60, spread)), undefined, `${share} spread over all the time`);
  }
});

test('a template that rests at the weekend is ordinary all the same', () => {
  assert.ok(
    find(
      users(
        12,
        DAYS.filter((day) => day % 7 < 5),
      ),
    ),
  );
});

test('accounts that live for days do not count, however many follow one another', () => {
  const rotated = DAYS.flatMap((day, n) =>
    users(2, [day, day + 2]).map((user) => ({ ...user, account: 100 * n + user.account })),
  );
  assert.equal(find(rotated), undefined);
});

test('accounts of one organisation count once', () => {
  assert.equal(find(users(40, DAYS, () => 7)), undefined);
  assert.ok(find(users(40, DAYS, (n) => 1 + (n % 12))));
});

test('a baseline of a few days knows nothing', () => {
  const young = DAYS.slice(0, 9);
  assert.equal(find(users(20, young), { days: young }), undefined);
  assert.equal(
    ordinaryTemplates([Float64Array.from(CLAUSES)], new Map(), { ...emptyBaseline(), days: young }),
    undefined,
  );
  assert.equal(ordinaryTemplates([Float64Array.from(CLAUSES)], new Map(), undefined), undefined);
});
