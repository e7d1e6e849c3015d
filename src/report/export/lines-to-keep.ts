/** The log lines whose text a report keeps, so that it can be read without its logs: bounded, gravest first. */
import type { KeptLine } from '../shape/kept/kept-lines.ts';
import { FOUND, type LineRef, type Report } from '../shape/report.ts';
import { dealt, distinct, keyOf, proofOf } from './quoted-lines.ts';
import { type LogReading, readRequests, type WantedLine } from './read-requests.ts';

const KEPT = 400;
const KEPT_OF_CAMPAIGN = 20;
const KEPT_OF_ACCOUNT = 3;
const KEPT_OF_RULE = 20;
/** Of all alarms of drift: cohorts of one day have most of their lines in common. */
const KEPT_OF_DRIFT = 100;

/** Lines of campaigns, of accounts that were found, and of days with an alarm. */
export async function keptLines(report: Report, reading: LogReading): Promise<KeptLine[]> {
  let wanted = distinct(
    report.campaigns.flatMap(({ id }) => proofOf(report, { kind: 'campaign', id }).slice(0, KEPT_OF_CAMPAIGN)),
  );
  for (const { account, verdict } of report.accounts) {
    // Of many thousand accounts there is room for few.
    if (wanted.length >= KEPT) break;
    if (!FOUND.has(verdict)) continue;
    const own = proofOf(report, { kind: 'account', id: account }).slice(0, KEPT_OF_ACCOUNT);
    wanted = distinct([...wanted, ...own]);
  }
  wanted = distinct([...wanted, ...linesOfDrift(report)]).slice(0, KEPT);
  return (await readRequests(wanted, report.templates, reading)).kept;
}

/** The report with the text of lines that rules matched too, as far as there is room: rules run after all else. */
export async function withRuleLines(report: Report, reading: LogReading): Promise<Report> {
  const { kept, rules = [] } = report;
  if (kept === undefined) return report;
  const known = new Set(kept.map(({ line }) => keyOf(line)));
  const anybody = accountsOf(report);
  const lines = rules.flatMap(({ hits }) => {
    const lists = hits.map(({ group, lines: own }) => {
      const account = group.find(({ field }) => field === 'account')?.value;
      return wantedBy(account === undefined ? anybody : new Set([account]), own);
    });
    return distinct(dealt(lists)).slice(0, KEPT_OF_RULE);
  });
  const wanted = distinct(lines).filter(({ line }) => !known.has(keyOf(line)));
  const more = await readRequests(wanted.slice(0, KEPT - kept.length), report.templates, reading);
  return { ...report, kept: [...kept, ...more.kept] };
}

/** What moved the days with an alarm, the gravest first. An alarm is of many accounts, whose names it does not say. */
function linesOfDrift(report: Report): WantedLine[] {
  const alarms = (report.drift?.alarms ?? []).toSorted((a, b) => a.p - b.p);
  const lists = alarms.flatMap(({ templates }) => templates.map(({ lines }) => lines));
  if (lists.length === 0) return [];
  return distinct(wantedBy(accountsOf(report), lists.flat())).slice(0, KEPT_OF_DRIFT);
}

const accountsOf = ({ accounts }: Report): Set<string> => new Set(accounts.map(({ account }) => account));

const wantedBy = (accounts: ReadonlySet<string>, lines: readonly LineRef[]): WantedLine[] =>
  lines.map((line) => ({ line, accounts }));
