/** Adds up what was taken from a log as a whole: by its campaigns, and by its largest customers. */
import { addTo } from '../../../math/lists/many.ts';
import type { CustomerTaken, LogExposure } from '../../../report/shape/exposure/log-exposure.ts';
import type { SingleAccountHarvests } from '../../../report/shape/report.ts';
import type { AccountProfile } from '../../accounts/account-profiles.ts';
import { FLAG } from '../../table/request-flags.ts';
import type { NumberedCampaign } from '../campaign-reports.ts';
import type { DetectionResult } from '../detection-result.ts';
import { exposureOf } from './exposure.ts';
import { besideSlices, ownSlices } from './taken-slices.ts';

const LISTED = 8;
const KINDS = 3;

interface Customer {
  name: string;
  kind: CustomerTaken['kind'];
  accounts: number[];
  outputTokens: number;
  requests: number;
}

/** Undefined where no campaign is flagged as distillation and there is nobody to ask. */
export function logExposure(
  found: DetectionResult,
  campaigns: readonly NumberedCampaign[],
  alone: SingleAccountHarvests | undefined,
): LogExposure | undefined {
  const taking = campaigns.filter(({ report }) => report.verdict === 'distillation');
  const asked = new Set([
    ...campaigns.flatMap(({ report }) => (report.verdict === 'harvest' ? (report.customer?.organisation ?? []) : [])),
    ...(alone?.first ?? []).map(({ account }) => account),
  ]);
  if (taking.length === 0 && asked.size === 0) return undefined;
  const whole = sumOf(found);
  const isOf = new Uint8Array(found.table.length);
  for (const { judgement } of taking) {
    const { candidate } = judgement!;
    for (const { rows } of [...ownSlices(candidate), ...besideSlices(candidate, found)])
      for (const row of rows) isOf[row] = 1;
  }
  const customers = customersOf(found.profiles.values(), whole.outputTokens > 0 ? 'outputTokens' : 'requests');
  const isAsked = ({ name, accounts }: Customer): boolean =>
    asked.has(name) || accounts.some((number) => asked.has(found.profiles.get(number)!.account));
  const shown = customers.filter((one, at) => at < LISTED || isAsked(one));
  return {
    ...whole,
    campaigns: sumOf(found, isOf),
    customers: shown.map((one) => takenBy(one, found, isAsked(one))),
  };
}

function sumOf(
  { table: { rows, length } }: DetectionResult,
  isOf?: Uint8Array,
): { answers: number; outputTokens: number } {
  const { flags, outputTokens } = rows;
  let [answers, tokens] = [0, 0];
  for (let row = 0; row < length; row++) {
    if ((flags[row]! & FLAG.error) !== 0 || isOf?.[row] === 0) continue;
    answers++;
    tokens += outputTokens[row]!;
  }
  return { answers, outputTokens: tokens };
}

/** All organisations and accounts without one, the largest first. */
function customersOf(profiles: Iterable<AccountProfile>, by: 'outputTokens' | 'requests'): Customer[] {
  const customers = new Map<string, Customer>();
  for (const profile of profiles) {
    const kind = profile.organisation === '' ? 'account' : 'organisation';
    const name = kind === 'account' ? profile.account : profile.organisation;
    const one = customers.get(`${kind} ${name}`) ?? { name, kind, accounts: [], outputTokens: 0, requests: 0 };
    customers.set(`${kind} ${name}`, one);
    one.accounts.push(profile.number);
    one.outputTokens += profile.outputTokens;
    one.requests += profile.requests;
  }
  return [...customers.values()].sort((a, b) => b[by] - a[by] || (a.name < b.name ? -1 : 1));
}

function takenBy({ name, kind, accounts }: Customer, found: DetectionResult, asks: boolean): CustomerTaken {
  const { ofRow } = found.templates;
  const byTemplate = new Map<number, number[]>();
  for (const number of accounts)
    for (const row of found.profiles.get(number)!.rows) addTo(byTemplate, ofRow[row]!, row);
  const slices = Array.from(byTemplate, ([template, rows]) => ({ template, rows }));
  const { requests, failed, outputTokens, prompts, kinds } = exposureOf(slices, found);
  return {
    name,
    kind,
    accounts: accounts.length,
    answers: requests - failed,
    outputTokens,
    prompts,
    kinds: kinds.filter(({ intent }) => intent !== 'unread').slice(0, KINDS),
    ...(asks && { asks }),
  };
}
