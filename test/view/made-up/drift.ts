/** What the made-up scan says of its days: two weeks of a baseline before it, and one day on which a campaign begins. */
import type { RequestIndex } from '../../../src/report/shape/request-index.ts';
import type { DriftAlarm, DriftCohort, DriftReport } from '../../../src/report/shape/report.ts';
import { alarmText, EVERYBODY, NEWCOMERS, usersOf } from '../../../src/text/drift.ts';
import { chance, named, type Size } from './accounts.ts';
import { linesOf } from './items.ts';
import { START, templateId } from './traffic.ts';

const DAY = 86_400_000;
const [BASELINE, COMPARED, MOVED] = [14, 21, 17];

export function madeUpDrift(index: RequestIndex, size: Size): DriftReport {
  const cohorts = [EVERYBODY, NEWCOMERS, usersOf(named(index.models[1] ?? '', size))];
  const days = cohorts.map((cohort, number) => cohortOf(cohort, number));
  const alarms = days.slice(0, 2).map((one, number) => alarmOf(one, number, index, size));
  return {
    days: COMPARED,
    tests: COMPARED * cohorts.length,
    reason: 'one day has too few accounts',
    alarms,
    cohorts: days,
  };
}

function cohortOf(cohort: string, number: number): DriftCohort {
  const moved = (at: number): number => 0.6 + 0.7 * chance(at + 100, 60 + number);
  const accounts = (at: number): number => Math.round((700 + 200 * chance(at, 70)) / (1 + 2 * number));
  return {
    cohort,
    ordinary: Array.from({ length: BASELINE }, (_, at) => ({
      ...{ day: START + (at - BASELINE) * DAY, accounts: accounts(at), moved: moved(at) },
    })),
    compared: Array.from({ length: COMPARED }, (_, at) => {
      const isMoved = at === MOVED && number < 2;
      const far = isMoved ? 3.4 + number : moved(at + BASELINE);
      return { day: START + at * DAY, accounts: accounts(at + 40), moved: far, p: isMoved ? 0.0003 : 0.2 + far / 10 };
    }),
  };
}

function alarmOf({ cohort, compared }: DriftCohort, number: number, index: RequestIndex, size: Size): DriftAlarm {
  const { day, accounts, moved, p = 1 } = compared[MOVED]!;
  const rows = Array.from(index.template.keys()).filter((row) => index.template[row] === number);
  const shown = { day, cohort, accounts, ordinary: BASELINE, moved, p };
  return {
    ...shown,
    q: 0.0027,
    text: alarmText(shown),
    against: ['The log ends at 19:48 UTC on that day: part of a day differs from whole ones.'],
    templates: [
      { template: templateId(number, size), share: 0.62, accounts: 141, lines: linesOf(index, rows, 5) },
      // Of templates that nothing speaks of the report has no more than the name.
      { template: 'Tec118866', share: 0.14, accounts: 22, lines: linesOf(index, rows, 2, 3) },
    ],
  };
}
