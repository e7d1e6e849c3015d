import type {
  AccountReport,
  CampaignReport,
  Finding,
  LineRef,
  Report,
  TemplateReport,
} from '../../report/shape/report.ts';
import { flaggedRequests, type RequestIndex } from '../../report/shape/request-index.ts';
import { applyTriage } from '../../report/triage/apply-triage.ts';
import { NO_TRIAGE } from '../../report/triage/triage.ts';
import type { TriagedReport } from '../../report/triage/triaged-report.ts';
import { judging } from '../../text/verdicts.ts';
import { clearedRows } from './cleared-rows.ts';
import { type FileStamp, filesOfStamps } from './file-stamp.ts';

/**
 * What one scan found: the report, the index of its requests, and look-ups over both. Made once a scan; only what people
 * decided about it changes. Look-ups are built when first asked for.
 */
export class Results {
  /** The report seen with what people decided. */
  triaged: TriagedReport;
  /** What an account or a template is called, and how likely that is. */
  readonly called: ReturnType<typeof judging>;
  readonly #accounts: Map<string, AccountReport>;
  readonly #campaigns: Map<string, CampaignReport>;
  readonly #templates: Map<string, TemplateReport>;
  readonly #accountNumbers: Map<string, number>;
  readonly #templateNumbers: Map<string, number>;
  #flagged: ((row: number) => boolean) | undefined;
  readonly #counted: RequestIndex | undefined;
  #charts: Results | undefined;
  /** Logs that were scanned here, or found where a person looks for them. */
  readonly #here: ReadonlySet<string>;
  #byAccount: { starts: Uint32Array; rows: Uint32Array } | undefined;
  #fileStarts: Uint32Array | undefined;
  #findings: Map<string, Finding> | undefined;
  #clearedBy: TriagedReport | undefined;
  #isCleared: (row: number) => boolean = () => false;

  /** @param counted when accounts asked, where the index has only some of the requests */
  constructor(
    readonly report: Report,
    readonly index: RequestIndex,
    /** What was scanned, in a few words. */
    readonly title: string,
    readonly stamps: readonly FileStamp[] = [],
    counted?: RequestIndex,
  ) {
    this.#counted = counted;
    this.#here = new Set(stamps.map(({ path }) => path));
    this.triaged = applyTriage(report, NO_TRIAGE, '');
    this.called = judging(report.campaigns);
    this.#accounts = new Map(report.accounts.map((account) => [account.account, account]));
    this.#campaigns = new Map(report.campaigns.map((campaign) => [campaign.id, campaign]));
    this.#templates = new Map(report.templates.map((template) => [template.id, template]));
    this.#accountNumbers = new Map(index.accounts.map((name, number) => [name, number]));
    this.#templateNumbers = new Map(index.templates.map((id, number) => [id, number]));
  }

  /** Files on the disk that hold the logs, as far as they are here, each once. */
  get files(): string[] {
    return filesOfStamps(this.stamps);
  }

  /** May the log be opened? Of a report that was made elsewhere, no other path that it names is even looked at. */
  isHere(log: string): boolean {
    return this.#here.has(log);
  }

  /** The same requests with a report of other verdicts and scores. Look-ups that do not depend on it are shared. */
  judged(report: Report): Results {
    const scored = (index: RequestIndex): RequestIndex =>
      report === this.report ? index : { ...index, score: scoresOf(report, index) };
    const counted = this.#counted && scored(this.#counted);
    const other = new Results(report, scored(this.index), this.title, this.stamps, counted);
    this.rowsOfAccount(0);
    this.rowsOfFile(0);
    other.#byAccount = this.#byAccount;
    other.#fileStarts = this.#fileStarts;
    return other;
  }

  /** How many requests the rows are, where a report keeps only some of those that were scanned; undefined where they are all. */
  get kept(): number | undefined {
    const { length } = this.index;
    return length < this.report.population.requests ? length : undefined;
  }

  /** For charts, whose rows may stand for several requests: all requests, also where a report keeps the lines of only some. */
  get charts(): Results {
    if (this.#counted === undefined) return this;
    this.#charts ??= new Results(this.report, this.#counted, this.title);
    this.#charts.triaged = this.triaged;
    return this.#charts;
  }

  /** An index of all requests, which may count them; undefined where a report has only some. */
  get whole(): RequestIndex | undefined {
    const { index } = this.charts;
    return this.kept === undefined || index.counts !== undefined ? index : undefined;
  }

  account(name: string): AccountReport | undefined {
    return this.#accounts.get(name);
  }

  campaign(id: string): CampaignReport | undefined {
    return this.#campaigns.get(id);
  }

  template(id: string): TemplateReport | undefined {
    return this.#templates.get(id);
  }

  /** Place of an account in `index.accounts`. */
  accountNumber(name: string): number | undefined {
    return this.#accountNumbers.get(name);
  }

  /** Place of a template in `index.templates`. */
  templateNumber(id: string): number | undefined {
    return this.#templateNumbers.get(id);
  }

  /** The score of a request, a slice of its account or less: of those that its finding is about, that of what the account is called. */
  scoreIn(name: string, score: number): number {
    const account = this.account(name);
    // Scores of requests are 32-bit floats.
    const isOfIt = account !== undefined && Math.fround(score) === Math.fround(account.score);
    return isOfIt ? this.called(account).score : score;
  }

  scoreOf(row: number): number {
    return this.scoreIn(this.index.accounts[this.index.account[row] ?? 0] ?? '', this.index.score[row] ?? 0);
  }

  /** Does the request belong to a slice for which its account is called? */
  isFlagged(row: number): boolean {
    this.#flagged ??= flaggedRequests(this.report, this.index);
    return this.#flagged(row);
  }

  /** Is the request flagged, and of an account and template that nobody decided not to count? */
  isCountedRow(row: number): boolean {
    if (this.#clearedBy !== this.triaged) {
      this.#clearedBy = this.triaged;
      this.#isCleared = clearedRows(this);
    }
    return this.isFlagged(row) && !this.#isCleared(row);
  }

  /** Rows of one account in log order. A view into a shared array: do not change it. */
  rowsOfAccount(number: number): Uint32Array {
    this.#byAccount ??= rowsByAccount(this.index);
    const { starts, rows } = this.#byAccount;
    return rows.subarray(starts[number] ?? 0, starts[number + 1] ?? 0);
  }

  /** First and last row (exclusive) of a file, by its place in `index.files`. */
  rowsOfFile(number: number): { from: number; to: number } {
    this.#fileStarts ??= startsOf(this.index.file, this.index.files.length);
    return { from: this.#fileStarts[number] ?? 0, to: this.#fileStarts[number + 1] ?? 0 };
  }

  /** The row of a request that is on a line of a file; the first one when the line holds several. */
  rowAtLine(file: string, line: number): number | undefined {
    const number = this.index.files.indexOf(file);
    if (number < 0) return undefined;
    const { from, to } = this.rowsOfFile(number);
    const row = firstRowFrom(this.index.line, line, from, to);
    return row < to && this.index.line[row] === line ? row : undefined;
  }

  lineOf(row: number): LineRef {
    const { index } = this;
    return {
      file: index.files[index.file[row] ?? 0] ?? '',
      line: index.line[row] ?? 0,
      offset: index.offset[row] ?? 0,
      length: index.bytes[row] ?? 0,
    };
  }

  /**
   * The finding that speaks for a flagged request: that of its account's campaign, else of its template, else of its
   * account.
   */
  findingOf(row: number): Finding | undefined {
    const account = this.index.accounts[this.index.account[row] ?? 0] ?? '';
    const template = this.index.templates[this.index.template[row] ?? 0] ?? '';
    const campaign = this.account(account)?.campaign ?? '';
    this.#findings ??= new Map(this.report.findings.map((finding) => [`${finding.kind}\0${finding.subject}`, finding]));
    return (
      this.#findings.get(`campaign\0${campaign}`) ??
      this.#findings.get(`template\0${template}`) ??
      this.#findings.get(`account\0${account}`)
    );
  }
}

/** First row in `[from, to)` whose value is at least `value`; the column must ascend there. `to` when there is none. */
export function firstRowFrom(column: ArrayLike<number>, value: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Counting sort of the rows by account: one pass to count, one to deal out. */
function rowsByAccount(index: RequestIndex): { starts: Uint32Array; rows: Uint32Array } {
  const starts = new Uint32Array(index.accounts.length + 1);
  for (let row = 0; row < index.length; row++) {
    const slot = (index.account[row] ?? 0) + 1;
    starts[slot] = (starts[slot] ?? 0) + 1;
  }
  for (let k = 1; k < starts.length; k++) starts[k] = (starts[k] ?? 0) + (starts[k - 1] ?? 0);
  const next = starts.slice();
  const rows = new Uint32Array(index.length);
  for (let row = 0; row < index.length; row++) {
    const account = index.account[row] ?? 0;
    const place = next[account] ?? 0;
    rows[place] = row;
    next[account] = place + 1;
  }
  return { starts, rows };
}

/** Start of each group in an ascending column; one more entry closes the last group. */
function startsOf(column: Uint16Array, groups: number): Uint32Array {
  const starts = new Uint32Array(groups + 1);
  for (let group = 0; group <= groups; group++) starts[group] = firstRowFrom(column, group, 0, column.length);
  return starts;
}

/** Scores of the requests by a report that was judged anew: a request's score is that of its account, where it is flagged. */
function scoresOf(report: Report, { accounts, account, score }: RequestIndex): Float32Array {
  const known = new Map(report.accounts.map((one) => [one.account, one.score]));
  const byNumber = Float32Array.from(accounts, (name) => known.get(name) ?? 0);
  return score.map((old, row) => (old > 0 ? (byNumber[account[row] ?? 0] ?? 0) : 0));
}
