/** What a campaign took, in words that every face uses. */
import { count, dollars, percent } from '../../../text/numbers.ts';
import { english, type Speech } from '../../../text/speech.ts';
import { intentTitle } from '../intent-title.ts';
import type { Exposure } from './exposure.ts';

const KINDS = 3;

/** A name, which is English as in all facts of a campaign, and a clause without a full stop. */
type Fact = [name: string, text: string];

/** `1,875 answers to 1,402 different prompts on 9 days; 12 requests failed`. */
function takenFact({ requests, failed, prompts, days, beside, shared }: Exposure, t: Speech = english): string {
  const answered = requests - failed;
  const answers = answered === 1 ? t('1 answer') : t('{0} answers', count(answered));
  const asked = prompts === 1 ? t('1 prompt') : t('{0} different prompts', count(prompts));
  const spread = days.length === 0 ? '' : days.length === 1 ? t('on 1 day') : t('on {0} days', count(days.length));
  const lost = failed === 0 ? '' : failed === 1 ? t('1 request failed') : t('{0} requests failed', count(failed));
  const rare =
    beside === undefined
      ? ''
      : t(
          '{0} of its requests use further templates, which most of its accounts share and nobody else does; these are not evidence here',
          count(beside.requests),
        );
  const twice = shared === undefined ? '' : t('also counted for other campaigns: {0} of these answers', count(shared));
  return [`${t('{0} to {1}', answers, asked)}${spread && ` ${spread}`}`, twice, lost, rare].filter(Boolean).join('; ');
}

/** `261,068 output tokens`, and what they stand for where not every answer has a count. */
export function outputFact({ outputTokens, counted, estimatedTokens, requests, failed }: Exposure, t: Speech): string {
  if (counted === 0)
    return estimatedTokens === undefined
      ? t('the log states no output tokens')
      : t('about {0} output tokens by the length of the answers; the log states none', count(estimatedTokens));
  const stated = outputTokens === 1 ? t('1 output token') : t('{0} output tokens', count(outputTokens));
  if (estimatedTokens === undefined) return stated;
  const share = percent(counted / (requests - failed));
  return t('{0} in the {1} of answers with a count; about {2} in all', stated, share, count(estimatedTokens));
}

/** `perhaps written-out reasoning`. @param doubtful kinds of work that are no more than a possibility */
export function kindText(intent: string, doubtful: ReadonlySet<string>, t: Speech): string {
  const name = intent === 'unread' ? t('text that is not in the log') : intentTitle(intent).toLowerCase();
  return doubtful.has(intent) ? t('perhaps {0}', name) : name;
}

/** `written-out reasoning (62%), graded or compared answers (38%)`. */
function kindsFact({ kinds }: Exposure, t: Speech, doubtful: ReadonlySet<string>): string {
  const all = kinds.reduce((sum, { requests }) => sum + requests, 0);
  const shown = kinds
    .slice(0, KINDS)
    .map(({ intent, requests }) => `${kindText(intent, doubtful, t)} (${percent(requests / all)})`);
  return `${shown.join(', ')}${kinds.length > KINDS ? ', …' : ''}`;
}

/** `$12.30 at list price`, and how much of it has one. */
function priceFact({ price, requests, failed }: Exposure, t: Speech): string {
  if (price === undefined) return t('unknown: no modelPrices are set');
  if (price.priced === 0) return t('unknown: modelPrices names none of its models');
  const whole = price.priced === requests - failed;
  const usd = dollars(price.usd);
  return whole
    ? usd
    : t(
        '{0} for {1} of its answers; modelPrices names no other of its models',
        usd,
        percent(price.priced / (requests - failed)),
      );
}

/** What was taken is no more than this: what its templates did not show may have been taken too. */
function mostFact({ ofAccounts }: Exposure, t: Speech): string {
  if (ofAccounts === undefined) return '';
  const { answers, outputTokens } = ofAccounts;
  const got = answers === 1 ? t('1 answer') : t('{0} answers', count(answers));
  const tokens = outputTokens === 1 ? t('1 output token') : t('{0} output tokens', count(outputTokens));
  return t(
    '{0}, all that its accounts got: the rest may be ordinary use, or the same work asked in other words',
    outputTokens === 0 ? got : `${got}, ${tokens}`,
  );
}

/**
 * All of it, those that decide first.
 * @param doubtful kinds of work that are no more than a possibility, as in the title of a campaign
 */
export function exposureFacts(
  exposure: Exposure,
  t: Speech = english,
  doubtful: ReadonlySet<string> = new Set(),
): Fact[] {
  const kinds = kindsFact(exposure, t, doubtful);
  const most = mostFact(exposure, t);
  return [
    ['Taken', takenFact(exposure, t)],
    ...(kinds === '' ? [] : [['Kinds of work', kinds] satisfies Fact]),
    ['Volume', outputFact(exposure, t)],
    ...(most === '' ? [] : [['Upper limit', most] satisfies Fact]),
    ['List price', priceFact(exposure, t)],
  ];
}
