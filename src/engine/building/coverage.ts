/** Which accounts the log contains enough about to judge, and what that means for the log as a whole. */
import type { AccountProfile } from '../accounts/account-profiles.ts';
import { MIN_MEMBERS } from '../campaigns/candidates/find-candidates.ts';
import { FLAG } from '../table/request-flags.ts';
import { counted, percent } from '../../text/numbers.ts';
import type { BlindCause, Coverage, InputSummary, ReportSettings } from '../../report/shape/report.ts';
import type { DetectionResult } from './detection-result.ts';
import { leadsOf } from './considered/leads.ts';

/** Why requests were not judged that were read. */
type Cause = Exclude<BlindCause['id'], 'rejected'>;

/** Share of all requests from which one account may stand for many people: those of the others are the smaller part. */
const ONE_ACCOUNT_SHARE = 0.5;
/** Requests with text that an account must have: only what comes again can be seen as a template. */
const FEWEST = 2;
/** Marks of requests whose words are not there to be read. */
const UNREAD = FLAG.textMissing | FLAG.coded | FLAG.beside;
/** Of these, what a client can write into some requests of any log, in the order in which they count. */
const HIDDEN = ['coded', 'beside'] as const;

/** Why a request was not judged that may have a text. */
const hiddenBy = (flags: number): (typeof HIDDEN)[number] | undefined => HIDDEN.find((id) => (flags & FLAG[id]) !== 0);
/** Share of the requests from which these are told of: a few stand in most logs. */
const TELLING = 0.01;

/** Why nothing can be said of an account of which nothing was found; undefined when it was judged. */
export type Blindness = (profile: AccountProfile) => Cause | undefined;

export function blindness({ table, profiles }: Pick<DetectionResult, 'table' | 'profiles'>): Blindness {
  const { flags, address } = table.rows;
  return ({ weak, rows, requests }) => {
    // An account of last resort is its address, or else the file it is in.
    if (weak && address[rows[0]!] === 0) return 'no-account';
    if (profiles.size < MIN_MEMBERS) return 'few-accounts';
    if (requests > ONE_ACCOUNT_SHARE * table.length) return 'one-account';
    let texts = 0;
    const hidden = { coded: 0, beside: 0 };
    for (const row of rows) {
      if ((flags[row]! & UNREAD) === 0 && ++texts === FEWEST) return undefined;
      const by = (flags[row]! & FLAG.textMissing) === 0 ? hiddenBy(flags[row]!) : undefined;
      if (by !== undefined) hidden[by]++;
    }
    if (texts === requests) return 'one-request';
    return HIDDEN.find((id) => 2 * hidden[id] > requests) ?? 'no-text';
  };
}

/** An account, and whether and why it could not be judged. */
export interface SeenAccount {
  profile: AccountProfile;
  blind: Cause | undefined;
}

export function coverageOf(
  seen: Iterable<SeenAccount>,
  { table, profiles }: Pick<DetectionResult, 'table' | 'profiles'>,
  inputs: Pick<InputSummary, 'records' | 'rejected' | 'reasons'>,
  { minJudged, maxRejected }: Pick<ReportSettings, 'minJudged' | 'maxRejected'>,
): Coverage {
  const { flags } = table.rows;
  const counts = new Map<Cause, number>();
  const add = (cause: Cause, requests: number): void => {
    if (requests > 0) counts.set(cause, (counts.get(cause) ?? 0) + requests);
  };
  let accounts = 0;
  let all = 0;
  let [requests, owned] = [0, 0];
  for (const { profile, blind } of seen) {
    all++;
    owned += profile.requests;
    if (blind !== undefined) {
      add(blind, profile.requests);
      continue;
    }
    accounts++;
    const own = { 'no-text': 0, coded: 0, beside: 0 };
    for (const row of profile.rows) {
      const why = (flags[row]! & FLAG.textMissing) !== 0 ? 'no-text' : hiddenBy(flags[row]!);
      if (why !== undefined) own[why]++;
    }
    requests += profile.requests - own['no-text'] - own.coded - own.beside;
    for (const why of ['no-text', ...HIDDEN] as const) add(why, own[why]);
  }
  for (const id of HIDDEN) {
    const few = counts.get(id) ?? 0;
    if (few < TELLING * table.length && counts.delete(id)) requests += few;
  }
  add('no-account', table.length - owned);
  const share = table.length === 0 ? 0 : requests / table.length;
  const lines = inputs.records + inputs.rejected;
  const rejected = lines === 0 ? 0 : inputs.rejected / lines;
  const causes: BlindCause[] = [...counts]
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .map(([id, count]): BlindCause => {
      const part = count / table.length;
      return { id, count, share: part, text: WORDS[id](part, all, count) };
    });
  if (inputs.rejected > 0) {
    const [reason] = inputs.reasons.filter(({ outcome }) => outcome === 'rejected');
    const why = reason === undefined ? '' : `, most often because: ${reason.reason}`;
    const text = `${shareOf(rejected)} lines that should hold requests could not be read${why}`;
    const cause: BlindCause = { id: 'rejected', count: inputs.rejected, share: rejected, text };
    if (rejected > maxRejected) causes.unshift(cause);
    else causes.push(cause);
  }
  const isBlind = table.length === 0 || share < minJudged || rejected > maxRejected;
  const state = isBlind ? 'not-judged' : causes.length > 0 ? 'partly' : 'judged';
  const leads = isBlind && causes[0]?.id === 'no-text' ? leadsOf({ table, profiles }) : [];
  return { state, requests, accounts, share, rejected, causes, ...(leads.length > 0 && { leads }) };
}

/** What is missing, as the end of a sentence: of a share of requests, in a log with that many accounts. */
const WORDS: Readonly<Record<Cause, (share: number, accounts: number, requests: number) => string>> = {
  'no-text': (share) =>
    share === 1 ? 'no request has its text in the log' : `${shareOf(share)} requests have no text in the log`,
  coded: (share) => `${share === 1 ? 'all' : shareOf(share)} requests ask in Base64 or another code, which is not read`,
  beside: (share) =>
    `${share === 1 ? 'all' : shareOf(share)} requests say more in definitions of tools or answers, in other words each time, than in their prompt, and definitions are not read`,
  'no-account': (share) => (share === 1 ? 'the log names no account' : `${shareOf(share)} requests name no account`),
  'one-account': (share) => `the log does not tell accounts apart: ${shareOf(share)} requests belong to a single one`,
  'few-accounts': (_, accounts) =>
    `the log has ${counted(accounts, 'account')}, and a campaign has at least ${MIN_MEMBERS}`,
  'one-request': (share, _, requests) =>
    share === 1
      ? 'no account sent more than one request with text'
      : counted(requests, 'account sent only one request', 'accounts sent only one request each'),
};

/** Never all of them: a share that rounds to the whole is said to be less. */
function shareOf(share: number): string {
  if (share === 1) return 'all';
  return `${share > 0.995 ? 'over 99%' : percent(share)} of`;
}
