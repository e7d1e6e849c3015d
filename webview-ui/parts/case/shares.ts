/** What shows a reason that is a share of something: a bar as long as the whole, filled as far as the share goes. */
import { count } from '../../../src/text/numbers.ts';
import type { Evidence } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { s } from '../dom.ts';
import { share } from '../format.ts';
import { drawn, WIDTH } from './drawn.ts';

/** The share that a statistic stands for, 0 to 1; `all` is the whole where the statistic is a number of its parts. */
type Read = (statistic: number, all: number) => number;

const same: Read = (share) => Math.max(0, share);
const ofLog: Read = (log) => Math.min(1, Math.exp(log));
const ofOdds: Read = (odds) => 1 / (1 + Math.exp(-odds));
const ofAll: Read = (log, all) => Math.exp(log) / Math.max(1, all);

/** What the whole bar is, and what is filled; `{0}` is the number of observations. */
const SHARES: Readonly<Record<string, readonly [read: Read, whole: string, filled: string]>> = {
  'same-program': [same, 'their {0} other requests', 'those with the same model parameters'],
  'shared-rest': [same, 'their {0} other requests', 'those whose system prompt many of them and few others use'],
  'other-traffic': [same, 'all their {0} requests', 'those that use these templates'],
  tenure: [same, 'the time of the log', 'first to last use by half of the accounts, or longer'],
  organisations: [same, 'its {0} accounts', 'those of the largest organisation'],
  'end-users': [same, 'its {0} requests', 'those that name an end user'],
  interchangeable: [same, 'how answers differ in length', 'what the account explains of it'],
  'own-tempo': [same, 'how pauses differ in length', 'what the account explains of it'],
  crowd: [ofAll, 'all accounts of the log', 'its {0} accounts'],
  breadth: [ofAll, 'its templates', 'those that one account uses, on average'],
  'sign-ups': [ofLog, 'the time of the middle half of all sign-ups', 'that of these accounts'],
  'new-model': [ofOdds, 'comparisons of a member with another account', 'those in which the member was sooner'],
  'own-topics': [
    ofOdds,
    'comparisons of two prompts of one account with two of different ones',
    'those that are more alike',
  ],
};

const HEIGHT = 12;

/** Undefined where the reason is no share. */
export function shareBar(page: PageContext, campaign: string, reason: Evidence): Node[] | undefined {
  const known = SHARES[reason.detector];
  if (known === undefined) return undefined;
  const [read, whole, filled] = known;
  const { accounts, campaigns } = page.overview;
  const templates = campaigns.find(({ id }) => id === campaign)?.templates.length ?? 0;
  const part = read(reason.statistic, reason.detector === 'crowd' ? accounts.length : templates);
  const named = (words: string): string => words.replace('{0}', count(reason.n));
  return drawn(
    `The whole bar: ${named(whole)}. Filled: ${named(filled)}, ${share(part)}.`,
    [s('rect.proof-bar', { x: 0, y: 0, width: WIDTH * part, height: HEIGHT })],
    HEIGHT,
  );
}
