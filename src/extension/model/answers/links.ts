import type { AccountReport } from '../../../report/shape/report.ts';
import { NO_TEMPLATE } from '../../../report/shape/request-index.ts';
import type { AccountLink } from '../../../protocol/chart-data.ts';
import type { Results } from '../results.ts';
import { requestsOf } from '../../../report/shape/activity/counted-index.ts';
import { hourOfWeek } from '../selection.ts';
import { counted } from '../../../text/numbers.ts';

const MAX_LINKS = 50;
/** A template of more accounts than this links nobody: half the customers would be linked. */
const USERS = 500;
const DAY = 86_400_000;
/** Cosine of two weeks from which they are called alike, and requests each account must have. */
const MIN_COSINE = 0.9;
const MIN_REQUESTS = 50;

/**
 * Accounts that have something to do with one, strongest link first, at most 50. A link is no accusation: people of one
 * company share templates and hours too.
 */
export function linksOf({ charts: results }: Results, name: string): AccountLink[] | undefined {
  const account = results.account(name);
  const number = results.accountNumber(name);
  if (account === undefined || number === undefined) return undefined;
  const shared = sharedTemplates(results, number);
  const week = weekOf(results, number);
  const links: AccountLink[] = [];
  for (const other of results.report.accounts) {
    if (other === account) continue;
    const own = shared.get(other.account);
    const link = linkTo(account, other, own);
    if (link === undefined) continue;
    const otherNumber = results.accountNumber(other.account) ?? -1;
    const likeness = cosine(week, weekOf(results, otherNumber));
    if (likeness >= MIN_COSINE && account.requests >= MIN_REQUESTS && other.requests >= MIN_REQUESTS) {
      link.reasons.push({
        kind: 'hours',
        text: `Active in the same hours of the week: the two weekly patterns are ${Math.round(100 * likeness)}% alike.`,
      });
    }
    const { verdict, score } = results.called(other);
    links.push({ ...link, verdict, score });
  }
  return links.sort((a, b) => b.strength - a.strength || (a.account < b.account ? -1 : 1)).slice(0, MAX_LINKS);
}

interface Shared {
  /** Templates that both use, and the sum of how telling they are, in nats. */
  templates: number;
  weight: number;
}

/** Accounts with rare templates in common with one; a template is the more telling the fewer accounts use it. */
function sharedTemplates({ index, report }: Results, number: number): Map<string, Shared> {
  const own = new Set<number>();
  for (let row = 0; row < index.length; row++) {
    const template = index.template[row] ?? NO_TEMPLATE;
    if (index.account[row] === number && template !== NO_TEMPLATE) own.add(template);
  }
  const users = new Map([...own].map((template) => [template, new Set<number>()]));
  for (let row = 0; row < index.length; row++)
    users.get(index.template[row] ?? NO_TEMPLATE)?.add(index.account[row] ?? 0);
  const shared = new Map<string, Shared>();
  for (const accounts of users.values()) {
    if (accounts.size > USERS) continue;
    const weight = Math.log(report.accounts.length / accounts.size);
    for (const other of accounts) {
      const name = index.accounts[other] ?? '';
      const known = shared.get(name) ?? { templates: 0, weight: 0 };
      shared.set(name, { templates: known.templates + 1, weight: known.weight + weight });
    }
  }
  return shared;
}

function linkTo(
  account: AccountReport,
  other: AccountReport,
  shared: Shared | undefined,
): Omit<AccountLink, 'verdict' | 'score'> | undefined {
  const reasons: AccountLink['reasons'] = [];
  let strength = 0;
  const add = (kind: AccountLink['reasons'][number]['kind'], weight: number, text: string): void => {
    reasons.push({ kind, text });
    strength += weight;
  };
  if (account.campaign !== undefined && account.campaign === other.campaign) {
    add('campaign', 3, `Member of the same campaign, ${account.campaign}.`);
  }
  if (shared !== undefined) {
    add('templates', shared.weight, `Uses ${counted(shared.templates, 'template')} that few others use.`);
  }
  if (account.organisation !== undefined && account.organisation === other.organisation) {
    add('organisation', 1, `Belongs to the same organisation, ${account.organisation}.`);
  }
  const [earlier, later] = (account.first ?? 0) <= (other.first ?? 0) ? [account, other] : [other, account];
  const pause = (later.first ?? NaN) - (earlier.last ?? NaN);
  // Nothing else in common: that one begins when another ends is chance.
  if (reasons.length > 0 && pause >= 0 && pause <= DAY) {
    const [subject, hours] = [later === other ? 'Began' : 'Ended', Math.max(1, Math.round(pause / 3_600_000))];
    const when = later === other ? 'after this account stopped' : 'before this account started';
    add('succession', 2, `${subject} ${counted(hours, 'hour')} ${when}.`);
  }
  if (reasons.length === 0) return undefined;
  return { account: other.account, campaign: other.campaign ?? '', strength, reasons };
}

function weekOf(results: Results, number: number): Float64Array {
  const week = new Float64Array(168);
  if (number < 0) return week;
  for (const row of results.rowsOfAccount(number)) {
    const hour = hourOfWeek(results.index.time[row] ?? NaN);
    if (hour >= 0) week[hour] = (week[hour] ?? 0) + requestsOf(results.index, row);
  }
  return week;
}

function cosine(a: Float64Array, b: Float64Array): number {
  let [product, lengthA, lengthB] = [0, 0, 0];
  for (let hour = 0; hour < a.length; hour++) {
    const [x, y] = [a[hour] ?? 0, b[hour] ?? 0];
    product += x * y;
    lengthA += x * x;
    lengthB += y * y;
  }
  return product / (Math.sqrt(lengthA * lengthB) || 1);
}
