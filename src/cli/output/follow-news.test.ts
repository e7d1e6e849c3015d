import assert from 'node:assert/strict';
import { test } from 'node:test';
import { driftReport } from '../../../test/golden/cli/drift-report.ts';
import { CLEAN_REPORT } from '../../../test/golden/cli/example-report.ts';
import { applyTriage } from '../../core/triage/apply-triage.ts';
import { NO_TRIAGE } from '../../core/triage/triage.ts';
import type { Report } from '../../core/report/report.ts';
import { followNews } from './follow-news.ts';

const news = (before: Report, after: Report): string[] =>
  followNews(before, applyTriage(after, NO_TRIAGE, ''), { colour: false });

test('an alarm of drift is told once, with the line to look at', () => {
  const drift = driftReport({ file: 'logs/a.jsonl', line: 12, offset: 0, length: 9 });
  const moved = { ...CLEAN_REPORT, drift };
  assert.deepEqual(news(CLEAN_REPORT, moved), [
    `  ! drift, which accuses nobody  ${drift.alarms[0]!.text}`,
    '      logs/a.jsonl:12',
    `  ! drift, which accuses nobody  ${drift.alarms[1]!.text}`,
  ]);
  const [first] = drift.alarms;
  const later = { ...drift, alarms: [...drift.alarms, { ...first!, day: first!.day + 86_400_000 }] };
  assert.deepEqual(news(moved, moved), []);
  assert.equal(news(moved, { ...moved, drift: later }).length, 2);
});
