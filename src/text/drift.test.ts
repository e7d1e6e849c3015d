import assert from 'node:assert/strict';
import { test } from 'node:test';
import { driftReport } from '../../test/golden/cli/drift-report.ts';
import { alarmText, cohortText, LEAST_DRIFT, movedText, usersOf } from './drift.ts';

test('how far a day moved is told with one decimal', () => {
  assert.deepEqual(
    [LEAST_DRIFT, 2.64, 1200].map((moved) => movedText(moved)),
    ['1.5 times as far', '2.6 times as far', '1,200.0 times as far'],
  );
});

test('an alarm is one sentence, which any reader can have in a language of their own', () => {
  for (const alarm of driftReport({ file: 'a', line: 1, offset: 0, length: 1 }).alarms)
    assert.equal(alarmText(alarm), alarm.text);
  const loud = (text: string): string => text.toUpperCase();
  assert.equal(cohortText(usersOf('{0} heron'), loud), 'THE ACCOUNTS THAT USE THE MODEL {0}');
  assert.equal(cohortText(usersOf('{0} heron')), 'the accounts that use the model {0} heron');
  assert.equal(cohortText('accounts of a later version', loud), 'accounts of a later version');
});
