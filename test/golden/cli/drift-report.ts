/** What a report says of a day that moved, for tests. */
import type { DriftReport, LineRef } from '../../../src/report/shape/report.ts';

export const driftReport = (line: LineRef): DriftReport => ({
  days: 3,
  tests: 9,
  alarms: [
    {
      day: Date.UTC(2026, 4, 19),
      cohort: 'all accounts together',
      accounts: 812,
      ordinary: 14,
      moved: 3.4,
      p: 0.0003,
      q: 0.0027,
      text: 'On 2026-05-19, all accounts together moved 3.4 times as far from the baseline as ordinary days do (812 accounts, compared with 14 days; chance on an ordinary day < 0.1%).',
      against: ['The baseline ends 27 days earlier: what changes slowly adds up.'],
      templates: [{ template: 'T1', share: 0.72, accounts: 190, lines: [line] }],
    },
    {
      day: Date.UTC(2026, 4, 19),
      cohort: 'accounts in their first week',
      accounts: 240,
      ordinary: 14,
      moved: 4.1,
      p: 0.0008,
      q: 0.0036,
      text: 'On 2026-05-19, accounts in their first week moved 4.1 times as far from the baseline as ordinary days do (240 accounts, compared with 14 days; chance on an ordinary day < 0.1%).',
      against: [],
      templates: [],
    },
  ],
});
