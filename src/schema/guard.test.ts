import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import { damaged, others } from '../../test/fixtures/damaged.ts';
import { EXAMPLE_REPORT } from '../../test/golden/cli/example-report.ts';
import { Report } from '../report/shape/report.ts';
import { questions, WebviewEvent } from '../protocol/messages.ts';
import { guardOf } from './guard.ts';
import { countWithin, Floats, textWithin } from './shapes.ts';

/** One of every kind of schema and of check that guards are made of. */
const EVERY_KIND = v.object({
  text: textWithin(3),
  word: v.pipe(v.string(), v.minLength(1), v.regex(/^a/)),
  size: countWithin(1, 9),
  share: v.pipe(v.number(), v.finite(), v.gtValue(0), v.ltValue(1)),
  number: v.number(),
  yes: v.boolean(),
  any: v.unknown(),
  one: v.literal(1),
  kind: v.picklist(['a', 'b', 3]),
  floats: v.exactOptional(Floats),
  lines: v.nullable(v.pipe(v.array(v.string()), v.maxLength(2), v.readonly())),
  pair: v.exactOptional(v.tuple([v.number(), v.number()])),
  loose: v.optional(v.string()),
  names: v.record(v.string(), v.number()),
  either: v.union([v.strictObject({ a: v.string() }), v.object({ b: v.string() })]),
  page: v.variant('page', [v.object({ page: v.literal('x') }), v.object({ page: v.literal('y'), name: v.string() })]),
  checked: v.pipe(
    v.object({ a: v.number(), b: v.number() }),
    v.check(({ a, b }) => a < b),
    v.description('a before b'),
  ),
});
const GOOD: unknown = {
  ...{ text: 'abc', word: 'ab', size: 3, share: 0.5, number: Infinity, yes: false, any: undefined, one: 1, kind: 3 },
  ...{ floats: new Float32Array(1), lines: ['x'], pair: [1, 2], names: { x: 1 }, either: { a: 'x' } },
  ...{ page: { page: 'y', name: 'n' }, checked: { a: 1, b: 2 } },
};

const example: unknown = JSON.parse(JSON.stringify(EXAMPLE_REPORT));
const CASES: readonly (readonly [string, v.GenericSchema, unknown])[] = [
  ['every kind of schema', EVERY_KIND, GOOD],
  ['a report', Report, example],
  [
    'a question',
    questions.heatmap.ask,
    {
      ...{
        metric: 'requests',
        sort: 'score',
        group: 'none',
        filter: '',
        from: 0,
        to: 0,
        bins: 10,
        firstRow: 0,
        rows: 10,
      },
      suppose: { accountPrior: 0.001, threshold: 0.9, allow: ['a'] },
    },
  ],
  [
    'a state',
    WebviewEvent,
    {
      type: 'state',
      state: {
        target: { page: 'account', account: 'x' },
        metric: 'templates',
        sort: 'name',
        filter: '',
        range: [1, 2],
      },
    },
  ],
];

for (const [what, schema, good] of CASES) {
  const guard = guardOf(schema);
  test(`the guard of ${what} says what the library says of its schema`, () => {
    assert.equal(guard(good), true);
    assert.equal(v.is(schema, good), true);
    let refused = 0;
    fc.assert(
      fc.property(fc.nat(400), others, (place, other) => {
        const value = damaged(good, place, other);
        const fits = v.is(schema, value);
        if (!fits) refused++;
        assert.equal(guard(value), fits);
      }),
      { numRuns: 3000 },
    );
    assert.ok(refused > 100, `only ${refused} values were wrong`);
  });
}

test('a list is no object, however few fields an object needs', () => {
  assert.equal(guardOf(v.object({}))([]), false);
  assert.equal(guardOf(v.record(v.string(), v.number()))([1]), false);
});

test('a kind of schema that no guard is made of is refused, not let through', () => {
  assert.throws(() => guardOf(v.date())(new Date()), TypeError);
  assert.throws(() => guardOf(v.pipe(v.string(), v.email()))('a'), TypeError);
});
