import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { baselineText, BaselineError, parseBaseline } from './baseline-file.ts';
import {
  type Baseline,
  BASELINE_VERSION,
  BINS,
  DAYS,
  emptyBaseline,
  keptDays,
  mergeBaselines,
  USERS,
} from './baseline.ts';
import { mergeSignatures } from './day-signatures.ts';
import { SIGNS } from './request-marks.ts';

const ascending = (max: number, minLength = 0): fc.Arbitrary<number[]> =>
  fc.uniqueArray(fc.integer({ min: 1, max }), { minLength, maxLength: 12 }).map((list) => list.sort((a, b) => a - b));
const counts = (length: number): fc.Arbitrary<number[]> =>
  fc.array(fc.nat(9), { minLength: length, maxLength: length });

/** Baselines of one part each, about the same few templates and users. */
const baselines = (parts: number): fc.Arbitrary<Baseline[]> =>
  fc.tuple(
    ...Array.from({ length: parts }, (_, part) =>
      fc.record({
        version: fc.constant(BASELINE_VERSION),
        parts: fc
          .record({ requests: fc.nat(99), accounts: fc.nat(9) })
          .map((one) => [{ fingerprint: part + 1, ...one }]),
        days: ascending(30),
        templates: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }).chain((ids) =>
          fc.tuple(
            ...ids
              .sort((a, b) => a - b)
              .map((id) =>
                fc
                  .uniqueArray(fc.record({ account: fc.integer({ min: 1, max: 90 }), days: ascending(90, 1) }), {
                    selector: ({ account }) => account,
                    minLength: 2,
                    maxLength: 80,
                  })
                  .map((users) => ({
                    id: `T${id}`,
                    clauses: [id, id + 10],
                    says: ['', `${id}`.padStart(32, '0')],
                    users: users
                      .map((user) => ({ ...user, organisation: user.account % 3 }))
                      .sort((a, b) => a.account - b.account)
                      .slice(0, USERS),
                  })),
              ),
          ),
        ),
        accounts: fc.record({ volume: counts(BINS.volume), hours: counts(BINS.hours), repeats: counts(BINS.repeats) }),
        signatures: fc
          .uniqueArray(
            fc.record({
              day: fc.integer({ min: 1, max: 90 }),
              cohort: fc.constantFrom(0, 7),
              accounts: fc.integer({ min: 1, max: 9 }),
              squares: fc.nat(99),
              sums: fc.nat(9).map((n) => Array.from({ length: SIGNS }, (_, at) => ((at * n) % 7) - 3)),
            }),
            { selector: ({ day, cohort }) => `${day} ${cohort}`, maxLength: 120 },
          )
          .map((list) => mergeSignatures(list, [])),
        candidates: fc
          .array(fc.record({ logOdds: fc.integer({ min: -9, max: 0 }), joint: fc.boolean(), weights: fc.constant({}) }))
          .map((list) => list.sort((a, b) => b.logOdds - a.logOdds || Number(a.joint) - Number(b.joint))),
      }),
    ),
  );
/** Without the missing prototypes that the generator likes to make. */
const plain = (list: readonly Baseline[]): Baseline[] => JSON.parse(JSON.stringify(list)) as Baseline[];

test('parts can be merged in any order and any grouping', () => {
  fc.assert(
    fc.property(baselines(3), (all) => {
      const [a, b, c] = plain(all) as [Baseline, Baseline, Baseline];
      assert.deepEqual(mergeBaselines(a, b), mergeBaselines(b, a));
      assert.deepEqual(mergeBaselines(mergeBaselines(a, b), c), mergeBaselines(a, mergeBaselines(b, c)));
      assert.deepEqual(mergeBaselines(a, emptyBaseline()), a);
    }),
    { numRuns: 60 },
  );
});

test('the same log is not counted twice', () => {
  const part = { ...emptyBaseline(), parts: [{ fingerprint: 7, requests: 1, accounts: 1 }] };
  assert.throws(() => mergeBaselines(part, part), /the same log/);
});

test('days are thinned out alike whether they come at once or in parts', () => {
  const days = Array.from({ length: 200 }, (_, n) => 20_000 + n);
  const [early, late] = [days.slice(0, 120), days.slice(80)];
  const merged = keptDays([...new Set([...keptDays(early), ...keptDays(late)])].sort((a, b) => a - b));
  assert.deepEqual(merged, keptDays(days));
  assert.equal(merged.length, DAYS);
});

test('a baseline survives its file', () => {
  fc.assert(
    fc.property(baselines(1), (all) => {
      const [one] = plain(all);
      assert.deepEqual(parseBaseline(baselineText(one!), 'b.json'), one);
    }),
    { numRuns: 60 },
  );
});

const valid = baselineText({ ...emptyBaseline(), days: [1, 2] });
const spoilt: Readonly<Record<string, string>> = {
  'half a file': valid.slice(0, 40),
  'another kind of JSON': '{"version":1}',
  'an earlier version': valid.replace(`"version":${BASELINE_VERSION}`, '"version":2'),
  'a later version': valid.replace(`"version":${BASELINE_VERSION}`, '"version":99'),
  'a day of too few signs': valid.replace(
    '"signatures":[]',
    '"signatures":[{"day":1,"cohort":0,"accounts":1,"squares":0,"sums":[1]}]',
  ),
  'days out of order': valid.replace('[1,2]', '[2,1]'),
  'a template without clauses': valid.replace(
    '"templates":[]',
    '"templates":[{"id":"T","clauses":[],"says":[],"users":[{"account":1,"organisation":0,"days":[1]}]}]',
  ),
  'a template of which nobody knows what it says': valid.replace(
    '"templates":[]',
    '"templates":[{"id":"T","clauses":[1],"users":[{"account":1,"organisation":0,"days":[1]}]}]',
  ),
  'a bin too few': valid.replace('"hours":[0,', '"hours":['),
  'a weight that is text': valid.replace(
    '"candidates":[]',
    '"candidates":[{"logOdds":1,"joint":true,"weights":{"novelty":"1"}}]',
  ),
};
for (const [what, text] of Object.entries(spoilt)) {
  test(`a file with ${what} is refused, and the message names the file`, () => {
    assert.notEqual(text, valid);
    assert.throws(
      () => parseBaseline(text, 'mine.json'),
      (error) => error instanceof BaselineError && error.message.startsWith('mine.json: '),
    );
  });
}
