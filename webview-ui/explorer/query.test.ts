import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogFilter } from '../../src/protocol/explorer-messages.ts';
import { filterOf, NO_FILTER, partsOf, queryOf, withValue } from './query.ts';

const FILTERS: LogFilter[] = [
  NO_FILTER,
  { ...NO_FILTER, account: 'user one', template: 'T1', text: 'step by step' },
  { ...NO_FILTER, flagged: true, campaign: 'C1', model: 'gpt "x"', text: 'say "yes" \\ no' },
  {
    ...NO_FILTER,
    verdict: 'relay',
    answer: 'to-500',
    tools: 'none',
    from: Date.UTC(2026, 4, 3, 9, 30),
    to: Date.UTC(2026, 4, 4),
  },
  {
    ...NO_FILTER,
    except: [
      { field: 'verdict', value: 'none' },
      { field: 'account', value: '"a b"' },
    ],
  },
  { ...NO_FILTER, from: Date.UTC(2026, 4, 3, 9, 30, 5, 7), text: 'account:x' },
  { ...NO_FILTER, text: '"quoted"' },
  { ...NO_FILTER, text: '  spaces  ' },
  { ...NO_FILTER, text: 'https://example.org/a -v x:1' },
];

test('a filter is written as a query that means the same filter', () => {
  for (const filter of FILTERS)
    assert.deepEqual(filterOf(queryOf(filter, true), 'requests'), filter, queryOf(filter, true));
});

test('a query is read by its fields, a minus leaves out, and everything else is the text', () => {
  assert.deepEqual(filterOf('account:a1 template:T2 -verdict:none text:"two words"', 'requests'), {
    ...NO_FILTER,
    account: 'a1',
    template: 'T2',
    except: [{ field: 'verdict', value: 'none' }],
    text: 'two words',
  });
  assert.deepEqual(filterOf('not a field: acount:x', 'requests'), { ...NO_FILTER, text: 'not a field: acount:x' });
  assert.deepEqual(filterOf('account:x', 'lines'), { ...NO_FILTER, account: 'x' }, 'only requests have fields');
  assert.deepEqual(filterOf('some text', 'lines'), { ...NO_FILTER, kind: 'lines', text: 'some text' });
});

test('a value that a field cannot take is said, and nothing is filtered by it', () => {
  for (const [query, words] of [
    ['account:', /^Write a value after account:/],
    ['verdict:guilty', /^verdict: takes one of these: .*distillation/],
    ['from:yesterday', /^from: takes a time such as/],
    ['from:2026-99-99', /^from: takes a time/],
    ['-is:flagged', /minus sign/],
  ] as const) {
    const said = filterOf(query, 'requests');
    assert.ok(typeof said === 'string', query);
    assert.match(said, words);
  }
});

test('any text is read to its end without an error, and parts stand where they say', () => {
  for (const query of [
    '"',
    'account:"',
    'account:"a\\',
    '-',
    '-:',
    ':',
    'a"b',
    'text:"a" "b',
    '\u202eaccount:x',
    ' \t\n ',
  ]) {
    for (const { start, end } of partsOf(query)) assert.ok(start < end && end <= query.length, query);
    filterOf(query, 'requests');
  }
});

test('a value is chosen, left out and set free again by the same clicks as in the list of values', () => {
  const only = withValue({ ...NO_FILTER, text: 'x' }, 'model', 'm1', 'only');
  assert.deepEqual(only, { ...NO_FILTER, text: 'x', model: 'm1' });
  assert.deepEqual(withValue(only, 'model', 'm1', 'only'), { ...NO_FILTER, text: 'x' });
  const without = withValue(only, 'model', 'm1', 'except');
  assert.deepEqual(without, { ...NO_FILTER, text: 'x', except: [{ field: 'model', value: 'm1' }] });
  assert.deepEqual(withValue(without, 'model', 'm1', 'except'), { ...NO_FILTER, text: 'x' });
  assert.deepEqual(withValue(without, 'model', 'm1', 'only'), only);
  assert.deepEqual(withValue(only, 'model', 'm2', 'except').model, 'm1');
});
