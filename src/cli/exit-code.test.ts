import assert from 'node:assert/strict';
import test from 'node:test';
import { applyTriage } from '../report/triage/apply-triage.ts';
import type { Report } from '../report/shape/report.ts';
import { CLEAN_REPORT } from '../../test/golden/cli/example-report.ts';
import { NO_TRIAGE } from '../report/triage/triage.ts';
import { endingOf, EXIT } from './exit-code.ts';

const codeOf = (report: Report, gated: boolean): number =>
  endingOf(applyTriage(report, NO_TRIAGE, '2026-05-04'), undefined, gated).code;

test('a report of part of its input is no clean one where the command is a gate', () => {
  const judged: Report = { ...CLEAN_REPORT, partial: false, coverage: { ...CLEAN_REPORT.coverage, state: 'judged' } };
  assert.equal(codeOf(judged, true), EXIT.clean);
  assert.equal(codeOf({ ...judged, partial: true }, true), EXIT.notJudged);
  assert.equal(codeOf({ ...judged, partial: true }, false), EXIT.clean);
});
