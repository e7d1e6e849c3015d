import { binsOf, requestsOf } from '../shape/activity/counted-index.ts';
import type { Report } from '../shape/report.ts';
import { flaggedRequests, type RequestIndex } from '../shape/request-index.ts';
import type { Subject } from './subject.ts';

/** When a subject's requests were sent, for its figures. */
export interface Activity {
  /** First and last bin edge, ms UTC. */
  from: number;
  to: number;
  /** Requests in equal bins, and those of them that are flagged. */
  requests: number[];
  flagged: number[];
  /** Requests by hour of the week, UTC, Monday 00:00 first. */
  week: number[];
}

const BINS = 96;
const HOUR = 3_600_000;
/** 1970-01-01 was a Thursday: Monday 00:00 of that week lies 72 hours before. */
const HOURS_TO_MONDAY = 72;

/** Undefined when no request of the subject has a time, or when its requests are counted by no hour. */
export function activityOf(index: RequestIndex, report: Report, subject: Subject): Activity | undefined {
  const { time, counts } = index;
  if (counts?.hourly === false) return undefined;
  const isMine = rowTest(index, report, subject);
  const rows: number[] = [];
  let [from, to] = [Infinity, -Infinity];
  for (let row = 0; row < index.length; row++) {
    const at = time[row]!;
    if (Number.isNaN(at) || !isMine(row)) continue;
    rows.push(row);
    from = Math.min(from, at);
    to = Math.max(to, at + (counts?.span[row] ?? 1));
  }
  if (rows.length === 0) return undefined;
  const requests = new Array<number>(BINS).fill(0);
  const flagged = new Array<number>(BINS).fill(0);
  const week = new Array<number>(168).fill(0);
  const place = binsOf(index, { from, to, bins: BINS });
  const isFlagged = flaggedRequests(report, index);
  for (const row of rows) {
    const isOfCase = isFlagged(row);
    place(row, (bin, own) => {
      requests[bin]! += own;
      if (isOfCase) flagged[bin]! += own;
    });
    const hour = Math.floor(time[row]! / HOUR) + HOURS_TO_MONDAY;
    week[((hour % 168) + 168) % 168]! += requestsOf(index, row);
  }
  return { from, to, requests, flagged, week };
}

/** Of a campaign only its members' requests of its templates count, where it has templates. */
function rowTest(index: RequestIndex, report: Report, { kind, id }: Subject): (row: number) => boolean {
  const campaign = kind === 'campaign' ? report.campaigns.find((one) => one.id === id) : undefined;
  const accounts = numbersOf(index.accounts, campaign ? campaign.accounts : [id]);
  const templates = numbersOf(index.templates, campaign?.templates ?? []);
  if (templates.size === 0) return (row) => accounts.has(index.account[row]!);
  return (row) => accounts.has(index.account[row]!) && templates.has(index.template[row]!);
}

function numbersOf(all: readonly string[], wanted: readonly string[]): Set<number> {
  const names = new Set(wanted);
  return new Set(all.flatMap((name, number) => (names.has(name) ? [number] : [])));
}
