/**
 * When each account asked, kept in the report so that charts are drawn without the log. Bounded: at most a tenth of what the report
 * says anyway. Those of campaigns come first; where a count by the hour takes too much, it is by six hours, days or weeks.
 */
import { activityText, type Counted, type Step, STEPS } from '../../../report/shape/activity/activity.ts';
import type { AccountReport } from '../../../report/shape/report.ts';
import type { JudgedAccount } from '../account-reports.ts';
import type { DetectionResult } from '../detection-result.ts';
import { flaggedRows } from './flagged-rows.ts';

const SHARE = 0.1;
/** Of that, at most this much goes to accounts of campaigns: the rest of the log is drawn beside them. */
const CAMPAIGNS = 0.6;
/** What a report says of an account at least, and of each line, piece of evidence and slice: names, punctuation and indentation. */
const LEAST = { account: 420, evidence: 170, line: 130, slice: 100 };
/** Key, quotation marks and indentation of the text. */
const AROUND = 24;
const HOUR = STEPS['1h'];

/** How finely requests are counted: by which step, and by template or all together. */
type Grain = readonly [step: Step, byTemplate: boolean];
const GRAINS: readonly Grain[] = [
  ['1m', true],
  ['5m', true],
  ['1h', true],
  ['6h', true],
  ['1d', true],
  ['1d', false],
  ['7d', false],
];

/**
 * Gives each report of an account its activity, as fine as there is room for.
 * @param rest the other long lists of the report
 */
export function addActivity(
  { table, templates }: DetectionResult,
  accounts: readonly JudgedAccount[],
  ...rest: readonly (readonly unknown[])[]
): void {
  const { time } = table.rows;
  const ids = (template: number): string => templates.ids[template] ?? '';
  const textOf = (judged: JudgedAccount, [step, byTemplate]: Grain): string => {
    const isFlagged = flaggedRows(judged);
    const { rows } = judged.profile;
    if (rows.length === 1) {
      const row = rows[0]!;
      const template = templates.ofRow[row]!;
      const flagged = isFlagged?.(row, template) === true;
      const name = byTemplate && template >= 0 ? ids(template) : '';
      return activityText(step, [{ template: name, flagged, time: time[row]!, requests: 1 }]);
    }
    const series = new Map<number, Map<number, number>>();
    for (const row of rows) {
      const template = templates.ofRow[row]!;
      const flag = isFlagged?.(row, template) === true ? 1 : 0;
      const key = 2 * (byTemplate ? template + 1 : 0) + flag;
      let counts = series.get(key);
      if (!counts) series.set(key, (counts = new Map<number, number>()));
      const at = Math.floor(time[row]! / STEPS[step]);
      counts.set(at, (counts.get(at) ?? 0) + 1);
    }
    const counted = [...series]
      .map(([key, counts]) => ({ template: key < 2 ? '' : ids((key >> 1) - 1), flagged: key % 2 === 1, counts }))
      .sort(
        (a, b) =>
          (a.template < b.template ? -1 : Number(a.template > b.template)) || Number(a.flagged) - Number(b.flagged),
      )
      .flatMap(({ template, flagged, counts }): Counted[] =>
        [...counts]
          .sort(([a], [b]) => (Number.isNaN(a) ? 1 : Number.isNaN(b) ? -1 : a - b))
          .map(([at, requests]) => ({ template, flagged, time: at * STEPS[step], requests })),
      );
    return activityText(step, counted);
  };

  const grains = GRAINS.slice(GRAINS.findIndex(([step]) => step === finest(accounts)));
  let room = 0;
  for (const { report } of accounts) room += SHARE * leastBytes(report);
  // One at a time: together they may be longer than the longest string.
  for (const item of rest.flat()) room += SHARE * JSON.stringify(item).length;
  const inside = accounts.filter(({ campaign }) => campaign !== undefined);
  const outside = accounts.filter(({ campaign }) => campaign === undefined);
  for (const [group, most] of [
    [inside, outside.length === 0 ? room : CAMPAIGNS * room],
    [outside, Infinity],
  ] as const) {
    for (const grain of grains) {
      const fitting = withinRoom(group, Math.min(room, most), (one) => textOf(one, grain));
      if (fitting === undefined) continue;
      for (const { report, text } of fitting) {
        report.activity = text;
        room -= text.length + AROUND;
      }
      break;
    }
  }
}

/** The texts of all, or undefined as soon as they take more than there is room for. */
function withinRoom(
  accounts: readonly JudgedAccount[],
  room: number,
  textOf: (judged: JudgedAccount) => string,
): { report: AccountReport; text: string }[] | undefined {
  const texts: { report: AccountReport; text: string }[] = [];
  let left = room;
  for (const judged of accounts) {
    const text = textOf(judged);
    left -= text.length + AROUND;
    if (left < 0) return undefined;
    texts.push({ report: judged.report, text });
  }
  return texts;
}

/** A log of hours is drawn by minutes, one of days by the hour. */
function finest(accounts: readonly JudgedAccount[]): Step {
  let [first, last] = [Infinity, -Infinity];
  for (const { profile } of accounts) {
    if (profile.first < first) first = profile.first;
    if (profile.last > last) last = profile.last;
  }
  const length = last - first;
  return length <= 6 * HOUR ? '1m' : length <= 24 * HOUR ? '5m' : '1h';
}

/** Bytes that the report takes for the account without this, or a little less. */
function leastBytes({ account, slices, evidence, counterEvidence }: AccountReport): number {
  let bytes = LEAST.account + account.length + LEAST.slice * slices.length;
  for (const item of [...evidence, ...counterEvidence]) {
    bytes += LEAST.evidence + item.text.length;
    // Lines of programs are made when they are looked at, and there may be many of them.
    if (item.role !== 'automation') for (const { file } of item.lines) bytes += LEAST.line + file.length;
  }
  return bytes;
}
