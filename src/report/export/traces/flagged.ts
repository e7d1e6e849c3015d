/**
 * Where the products that traced the requests of campaigns show them: ids of traces and spans, read from the log again. With the index
 * of requests all of a campaign's are looked up; a report alone knows only the lines of its evidence.
 */
import type { RequestRecord, TraceIds } from '../../../reader/records/fields/request.ts';
import { type CampaignReport, FOUND, type LineRef, type Report } from '../../shape/report.ts';
import type { RequestIndex } from '../../shape/request-index.ts';
import { type LogReading, readWanted } from '../read-requests.ts';

/** A line that holds a request of a campaign. */
export interface FlaggedLine {
  line: LineRef;
  campaign: string;
  /** Whose requests on the line are meant. */
  accounts: ReadonlySet<string>;
  /** When it was sent, ms UTC; absent where that is not known. */
  time?: number;
}

/** A request of a campaign that a tracing product shows. */
export interface FlaggedTrace extends TraceIds {
  line: LineRef;
  campaign: string;
  account: string;
  time?: number;
}

export interface FlaggedTraces {
  traces: FlaggedTrace[];
  /** Requests that were looked up, and those of them that lines hold without a trace. */
  looked: number;
  without: number;
  /** Requests of campaigns beyond those that are looked up, or undefined where only lines of evidence were known. */
  beyond?: number;
}

/** Requests that are looked up: more would be no list to look at, and would be read for minutes. */
const MOST = 20_000;

/** @param index of the scan that the report is of, where it is at hand */
export function flaggedLines(report: Report, index?: RequestIndex): { lines: FlaggedLine[]; beyond?: number } {
  // Of a part of a report, the accounts that it is about alone.
  const named = new Set(report.accounts.map(({ account }) => account));
  const campaigns = report.campaigns
    .filter(({ verdict }) => FOUND.has(verdict))
    .map((one) => ({ ...one, accounts: one.accounts.filter((account) => named.has(account)) }));
  if (index === undefined) return { lines: campaigns.flatMap(ofEvidence) };
  const whose = new Map(campaigns.flatMap((campaign) => campaign.accounts.map((name) => [name, campaign] as const)));
  const byNumber = index.accounts.map((name) => whose.get(name));
  const templates = new Map(campaigns.map((one) => [one, new Set(one.templates)]));
  const lines: FlaggedLine[] = [];
  let all = 0;
  for (let row = 0; row < index.length; row++) {
    const campaign = byNumber[index.account[row]!];
    if (campaign === undefined) continue;
    const own = templates.get(campaign)!;
    if (own.size > 0 && !own.has(index.templates[index.template[row]!] ?? '')) continue;
    if (++all > MOST) continue;
    const time = index.time[row]!;
    lines.push({
      line: {
        file: index.files[index.file[row]!]!,
        line: index.line[row]!,
        offset: index.offset[row]!,
        length: index.bytes[row]!,
      },
      campaign: campaign.id,
      accounts: new Set([index.accounts[index.account[row]!]!]),
      ...(!Number.isNaN(time) && { time }),
    });
  }
  return { lines, beyond: all - lines.length };
}

function ofEvidence({ id, accounts, evidence }: CampaignReport): FlaggedLine[] {
  const members = new Set(accounts);
  const lines = new Map(
    evidence
      .filter(({ weight }) => weight > 0)
      .flatMap((one) => one.lines.map((line) => [`${line.file}\0${line.offset}`, line] as const)),
  );
  return [...lines.values()].map((line) => ({ line, campaign: id, accounts: members }));
}

export async function readTraces(
  { lines, beyond }: { lines: readonly FlaggedLine[]; beyond?: number },
  reading: LogReading,
): Promise<FlaggedTraces> {
  const read = await readWanted(lines, reading, (one, requests) => traceOf(one, requests));
  // Two rows of one line that are alike in all that is known are one request here.
  const traces = new Map<string, FlaggedTrace>();
  let without = 0;
  for (const { got } of read) {
    if (got === undefined || typeof got === 'string') without++;
    else traces.set(JSON.stringify([got.trace, got.span, got.campaign]), got);
  }
  return { traces: [...traces.values()], looked: lines.length, without, ...(beyond !== undefined && { beyond }) };
}

/**
 * The trace of the one request on the line that can be meant. Where several can, none is: a flag on the trace of somebody else is
 * worse than none.
 */
function traceOf(
  { line, campaign, accounts, time }: FlaggedLine,
  requests: readonly RequestRecord[],
): FlaggedTrace | undefined {
  const meant = requests.filter((one) => {
    if (time !== undefined && one.time !== time) return false;
    // The account of some exports is on another line; then the time alone says that the line is still the same.
    return one.account === undefined ? time !== undefined : accounts.has(one.account.value);
  });
  const [request] = meant;
  if (request?.trace === undefined || meant.length > 1) return undefined;
  const account = request.account?.value ?? (accounts.size === 1 ? [...accounts][0]! : '');
  return {
    line,
    campaign,
    account,
    ...(request.time !== undefined && { time: request.time }),
    ...request.trace,
  };
}
