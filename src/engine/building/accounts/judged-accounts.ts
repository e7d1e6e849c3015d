/** What was judged of each account, in the order of the report. */
import type { AccountReport } from '../../../report/shape/report.ts';
import type { Flagged } from '../activity/flagged-rows.ts';
import type { NumberedCampaign } from '../campaign-reports.ts';
import type { SeenAccount } from '../coverage.ts';
import { madeList } from './made-list.ts';

export interface JudgedAccount extends SeenAccount {
  report: AccountReport;
  campaign: NumberedCampaign | undefined;
  /** What its score is about; undefined where that is nothing. */
  flagged: Flagged | undefined;
}

/** Accounts of which nothing was found are judged anew when they are asked for: the reports of millions would be all that a scan holds. */
export class JudgedAccounts implements Iterable<JudgedAccount> {
  private activity: (judged: JudgedAccount) => string | undefined = () => undefined;

  /**
   * @param order numbers of accounts
   * @param held those that are not judged anew, by number
   */
  constructor(
    private readonly order: Uint32Array,
    private readonly held: ReadonlyMap<number, JudgedAccount>,
    private readonly judge: (number: number) => JudgedAccount,
  ) {}

  *[Symbol.iterator](): Generator<JudgedAccount, undefined> {
    for (const number of this.order) yield this.of(number);
  }

  /** Says of each when it asked. */
  giveActivity(activity: (judged: JudgedAccount) => string | undefined): void {
    for (const judged of this.held.values()) addActivity(judged, activity);
    this.activity = activity;
  }

  /** The reports, none of which is to be changed. */
  reports(): AccountReport[] {
    const { order, held } = this;
    if (held.size === order.length) return Array.from(order, (number) => held.get(number)!.report);
    return madeList(order.length, (at) => this.of(order[at]!).report);
  }

  private of(number: number): JudgedAccount {
    const known = this.held.get(number);
    if (known !== undefined) return known;
    const judged = this.judge(number);
    addActivity(judged, this.activity);
    return judged;
  }
}

function addActivity(judged: JudgedAccount, activity: (judged: JudgedAccount) => string | undefined): void {
  const text = activity(judged);
  if (text !== undefined) judged.report.activity = text;
}
