/** What drift says to people: alarms in words, with what speaks against them and the requests to look at. */
import { largest } from '../../../math/lists/many.ts';
import { alarmText, EVERYBODY, NEWCOMERS, usersOf } from '../../../text/drift.ts';
import { count, percent } from '../../../text/numbers.ts';
import { visibleLine } from '../../../text/visible.ts';
import type { AccountProfile } from '../../accounts/account-profiles.ts';
import type { RequestTable } from '../../table/request-table.ts';
import { ALL, DAY_MS, daySignatures, modelCohort, NEW } from '../baseline/account-days.ts';
import type { DaySignature } from '../baseline/day-signatures.ts';
import { dayDrift, type DriftTest } from './day-drift.ts';
import { type Causes, driftCauses } from './drift-causes.ts';

export interface DriftFindings {
  /** Days that were tested. */
  days: number;
  /** Days times cohorts that were tested. */
  tests: number;
  /** What was not tested, and why. */
  reason?: string;
  /** By day and cohort. */
  alarms: DriftAlarm[];
  /** All days that were compared, and those that they were compared with. */
  cohorts: { cohort: string; ordinary: DriftDay[]; compared: DriftDay[] }[];
}

interface DriftDay extends Pick<DriftTest, 'accounts' | 'moved'> {
  /** Start of the day, ms since 1970, UTC. */
  day: number;
  p?: number;
}

export interface DriftAlarm extends Pick<DriftTest, 'accounts' | 'ordinary' | 'moved' | 'p' | 'q'> {
  /** Start of the day, ms since 1970, UTC. */
  day: number;
  cohort: string;
  /** One sentence. */
  text: string;
  /** What else may have moved the day, one sentence each. */
  against: string[];
  /** What moved it most. */
  templates: { template: string; share: number; accounts: number; rows: number[] }[];
}

export interface DriftInput {
  table: RequestTable;
  profiles: ReadonlyMap<number, AccountProfile>;
  templates: { ids: readonly string[]; ofRow: Int32Array };
  /** Accounts of the candidates that the report shows. */
  reported: ReadonlySet<number>;
}

/** Templates that are named, each with a share of the movement that is worth it, and its requests that are shown. */
const TEMPLATES = 3;
const WORTH = 0.1;
const ROWS = 5;
/** Days after a baseline from which on slow changes add up. */
const OLD = 14;
/** Share of accounts or of the movement that is worth saying. */
const MUCH = 0.1;
const MOST = 0.5;
/** Days of the baseline that are shown. */
const SHOWN = 90;
/** Letters of a model's name. */
const NAME = 60;

export function driftFindings(input: DriftInput, baseline: readonly DaySignature[]): DriftFindings {
  // To look at every request takes a while: not where there is nothing to compare with.
  const signatures = baseline.length === 0 ? [] : daySignatures(input.profiles.values(), input.table);
  const { tests, ordinary, reason } = dayDrift(signatures, baseline);
  const alarms = tests.filter(({ isAlarm }) => isAlarm);
  const causes = driftCauses(alarms, input.profiles, input.table, input.templates.ofRow);
  return {
    days: new Set(tests.map(({ day }) => day)).size,
    tests: tests.length,
    ...(reason !== undefined && { reason }),
    alarms: alarms.map((alarm, at) => alarmOf(alarm, causes[at]!, input, signatures, baseline)),
    cohorts: [...ordinary].map(([cohort, days]) => ({
      cohort: cohortName(cohort, input.table),
      ordinary: days.slice(-SHOWN).map(({ day, accounts, moved }) => ({ day: day * DAY_MS, accounts, moved })),
      compared: tests
        .filter((test) => test.cohort === cohort)
        .map(({ day, accounts, moved, p }) => ({ day: day * DAY_MS, accounts, moved, p })),
    })),
  };
}

function alarmOf(
  alarm: DriftTest,
  causes: Causes,
  input: DriftInput,
  log: readonly DaySignature[],
  baseline: readonly DaySignature[],
): DriftAlarm {
  const { accounts, ordinary, moved, p, q } = alarm;
  const shown = {
    day: alarm.day * DAY_MS,
    cohort: cohortName(alarm.cohort, input.table),
    accounts,
    ordinary,
    moved,
    p,
    q,
  };
  return {
    ...shown,
    text: alarmText(shown),
    against: [
      ...newModels(alarm, log, baseline, input.table),
      ...newAccounts(alarm, log, baseline),
      ...oneCustomer(causes, input),
      ...knownCampaigns(causes, input),
      ...partOfDay(alarm, input.table),
      ...oldBaseline(alarm, baseline),
    ],
    templates: templatesOf(causes, input),
  };
}

function cohortName(cohort: number, { names }: RequestTable): string {
  if (cohort === ALL) return EVERYBODY;
  if (cohort === NEW) return NEWCOMERS;
  const model = names.model.values.find((name) => modelCohort(name) === cohort) ?? '';
  return usersOf(visibleLine(model, NAME));
}

function templatesOf({ byTemplate }: Causes, { templates }: DriftInput): DriftAlarm['templates'] {
  return [...byTemplate]
    .filter(([, { share }]) => share >= WORTH)
    .sort((a, b) => b[1].share - a[1].share || a[0] - b[0])
    .slice(0, TEMPLATES)
    .map(([template, { share, first }]) => {
      const rows = [...first.values()].sort((a, b) => a - b).slice(0, ROWS);
      return { template: templates.ids[template]!, share, accounts: first.size, rows };
    });
}

/** A model that hardly anybody used before. */
function newModels(
  { day, cohort, accounts }: DriftTest,
  log: readonly DaySignature[],
  baseline: readonly DaySignature[],
  { names }: RequestTable,
): string[] {
  if (cohort !== ALL) return [];
  const known = new Set(baseline.map((one) => one.cohort));
  const models = new Map(names.model.values.slice(1).map((model) => [modelCohort(model), model]));
  return log
    .filter((one) => one.day === day && models.has(one.cohort) && !known.has(one.cohort))
    .filter((one) => one.accounts >= MUCH * accounts)
    .map(
      (one) =>
        `${percent(one.accounts / accounts)} of the accounts use the model ${visibleLine(models.get(one.cohort)!, NAME)}, which the baseline hardly knows: a new model is used in new ways.`,
    );
}

function newAccounts(
  { day, cohort, accounts }: DriftTest,
  log: readonly DaySignature[],
  baseline: readonly DaySignature[],
): string[] {
  if (cohort !== ALL) return [];
  const of = (list: readonly DaySignature[], wanted: number): number =>
    list.reduce((sum, one) => sum + (one.cohort === wanted ? one.accounts : 0), 0);
  const now =
    of(
      log.filter((one) => one.day === day),
      NEW,
    ) / accounts;
  const before = of(baseline, NEW) / of(baseline, ALL);
  if (now < MUCH || now < 1.5 * before) return [];
  return [
    `${percent(now)} of the accounts signed up within a week, on ordinary days ${percent(before)}: growth brings new use.`,
  ];
}

/** Share of the movement that the accounts have. */
const shareOf = ({ byAccount }: Causes, has: (account: number) => boolean): number =>
  [...byAccount].reduce((sum, [account, share]) => sum + (has(account) ? share : 0), 0);

function oneCustomer(causes: Causes, { profiles }: DriftInput): string[] {
  const organisations = new Map<string, number>();
  for (const [account, share] of causes.byAccount) {
    const { organisation } = profiles.get(account)!;
    if (organisation) organisations.set(organisation, (organisations.get(organisation) ?? 0) + share);
  }
  const most = largest(organisations.values(), 0);
  return most < MOST
    ? []
    : [
        `${percent(Math.min(1, most))} of the movement is of accounts of one organisation: a customer that changed what it does.`,
      ];
}

function knownCampaigns(causes: Causes, { reported }: DriftInput): string[] {
  const share = shareOf(causes, (account) => reported.has(account));
  return share < MUCH
    ? []
    : [
        `${percent(Math.min(1, share))} of the movement is of accounts in campaigns of this report, which are judged by themselves.`,
      ];
}

function partOfDay({ day }: DriftTest, { rows, length }: RequestTable): string[] {
  let last = 0;
  for (let row = 0; row < length; row++) last = Math.max(last, rows.time[row]! || 0);
  const hours = last / (DAY_MS / 24) - 24 * day;
  if (hours >= WHOLE_HOURS) return [];
  return [
    `The log ends at ${new Date(last).toISOString().slice(11, 16)} UTC on that day: part of a day differs from whole ones.`,
  ];
}

/** A log that ends later than this covers its last day. */
const WHOLE_HOURS = 23;

function oldBaseline({ day }: DriftTest, baseline: readonly DaySignature[]): string[] {
  const age = day - largest(baseline.map((one) => one.day));
  return age < OLD ? [] : [`The baseline ends ${count(age)} days earlier: what changes slowly adds up.`];
}
