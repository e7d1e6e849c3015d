/**
 * When each account asked, kept in the report so that charts are drawn without the log. Bounded: at most a tenth of what the report
 * says anyway. Those of campaigns come first; where a count by the hour takes too much, it is by six hours, days or weeks.
 */
import { activityText, type Counted, type Step, STEPS } from '../../../report/shape/activity/activity.ts';
import type { AccountReport } from '../../../report/shape/report.ts';
import type { JudgedAccount } from '../accounts/judged-accounts.ts';
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
 * Tells the activity of each account, as fine as there is room for; undefined where there is none.
 * @param rest the other long lists of the report
 */
export function activityOf(
  { table, templates }: DetectionResult,
  accounts: Iterable<JudgedAccount>,
  ...rest: readonly (readonly unknown[])[]
): (judged: JudgedAccount) => string | undefined {
  const { time } = table.rows;
  const ids = (template: number): string => templates.ids[template] ?? '';
  const textOf = (judged: JudgedAccount, [step, byTemplate]: Grain): string => {
    const isFlagged = flaggedRows(judged.flagged);
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

  const inside: JudgedAccount[] = [];
  let [room, outside, first, last] = [0, 0, Infinity, -Infinity];
  for (const judged of accounts) {
    const { profile, report, campaign } = judged;
    room += SHARE * leastBytes(report);
    if (profile.first < first) first = profile.first;
    if (profile.last > last) last = profile.last;
    if (campaign === undefined) outside++;
    else inside.push(judged);
  }
  const grains = GRAINS.slice(GRAINS.findIndex(([step]) => step === finest(last - first)));
  // One at a time: together they may be longer than the longest string.
  for (const item of rest.flat()) room += SHARE * JSON.stringify(item).length;
  /** Takes the room for all texts of the finest grain for which there is enough. */
  const fitting = (group: Iterable<JudgedAccount>, most: number): Grain | undefined =>
    grains.find((grain) => {
      const left = roomAfter(group, room, most, (one) => textOf(one, grain).length + AROUND);
      room = left ?? room;
      return left !== undefined;
    });
  const ofCampaigns = fitting(inside, outside === 0 ? room : CAMPAIGNS * room);
  const ofOthers = fitting(withoutCampaign(accounts), Infinity);
  return (judged) => {
    const grain = judged.campaign === undefined ? ofOthers : ofCampaigns;
    return grain && textOf(judged, grain);
  };
}

/** What is left of the room, or undefined as soon as accounts take more, or more than they may. */
function roomAfter(
  accounts: Iterable<JudgedAccount>,
  room: number,
  most: number,
  bytesOf: (judged: JudgedAccount) => number,
): number | undefined {
  let [left, rest] = [Math.min(room, most), room];
  for (const judged of accounts) {
    const bytes = bytesOf(judged);
    left -= bytes;
    rest -= bytes;
    if (left < 0) return undefined;
  }
  return rest;
}

const withoutCampaign = (accounts: Iterable<JudgedAccount>): Iterable<JudgedAccount> => ({
  *[Symbol.iterator]() {
    for (const judged of accounts) if (judged.campaign === undefined) yield judged;
  },
});

/** A log of hours is drawn by minutes, one of days by the hour. */
function finest(length: number): Step {
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
