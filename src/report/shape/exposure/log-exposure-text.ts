/** What was taken from a log as a whole, in the words of every face. */
import { briefNames } from '../../../text/disambiguated.ts';
import { count, percent } from '../../../text/numbers.ts';
import { accountsText, english, type Speech } from '../../../text/speech.ts';
import { doubtfulOf } from '../intent-title.ts';
import type { CampaignReport, Report } from '../report.ts';
import { kindText } from './exposure-facts.ts';
import { readerFacts } from './document-coverage-text.ts';

export { coverageText } from './document-coverage-text.ts';
import type { CustomerTaken, LogExposure } from './log-exposure.ts';

/** Sentences, and customers side by side with what each took: those to ask, then the log's largest, by answers as the sentences have them. */
interface TakenText {
  heading: string;
  sentences: string[];
  customers: { name: string; kind: CustomerTaken['kind']; text: string }[];
}

/**
 * All there is to say of it. Undefined where the report says nothing of it, and where people cleared a campaign: the sum holds all
 * campaigns, and is then nobody's.
 * @param counts whether a campaign counts
 */
export function takenText(
  { taken, campaigns, considered, templates }: Pick<Report, 'taken' | 'campaigns' | 'considered' | 'templates'>,
  counts: (campaign: string) => boolean,
  t: Speech = english,
): TakenText | undefined {
  const called = campaigns.filter(({ verdict }) => verdict === 'distillation');
  if (taken === undefined || called.some(({ id }) => !counts(id))) return undefined;
  const { alone } = considered ?? {};
  const doubtful = doubtfulOf(
    templates.map(({ id }) => id),
    templates,
  );
  return {
    heading: called.length > 0 ? t('What was taken') : t('Who got most answers'),
    sentences: logExposureSentences(taken, t, alone !== undefined && alone.accounts > alone.first.length),
    customers: taken.customers
      .toSorted((a, b) => Number(b.asks ?? false) - Number(a.asks ?? false) || b.answers - a.answers)
      .map((one) => ({
        name: one.name,
        kind: one.kind,
        text: `${customerTakenText(one, taken, doubtful, t)}${one.asks ? `; ${t('asks for what a harvest collects')}` : ''}`,
      })),
  };
}

/**
 * Sentences: what campaigns got, then the customers that there is something to ask of.
 * @param hasMore whether more ask than the report names
 */
export function logExposureSentences(exposure: LogExposure, t: Speech = english, hasMore = false): string[] {
  const { answers, outputTokens, campaigns, customers } = exposure;
  const whole = [percent(campaigns.answers / answers), count(campaigns.answers), count(answers)] as const;
  const taken =
    outputTokens === 0
      ? t('Campaigns took {0} of all answers ({1} of {2}).', ...whole)
      : t(
          'Campaigns took {0} of all answers ({1} of {2}) and {3} of all output tokens.',
          ...whole,
          percent(campaigns.outputTokens / outputTokens),
        );
  const asked = customers.filter(({ asks }) => asks);
  const doubt = t('A batch job looks the same: this is not an accusation.');
  const questions = t(asked.length === 1 ? QUESTIONS : QUESTIONS_OF_EACH);
  return [
    ...(campaigns.answers === 0 ? [] : [taken]),
    ...(asked.length === 0 ? [] : [`${askedText(asked, exposure, t, hasMore)} ${doubt} ${questions}.`]),
  ];
}

/** Customers that a sentence names. */
const NAMED = 3;

/** Who asks for what a harvest collects, and how much they got; of several, beside the largest that does not. */
function askedText(asked: readonly CustomerTaken[], exposure: LogExposure, t: Speech, hasMore: boolean): string {
  const first = asked.toSorted((a, b) => b.answers - a.answers).slice(0, NAMED);
  const names = briefNames(first.map(({ name }) => name));
  if (asked.length === 1)
    return t('{0} asks for what a harvest collects, and {1}.', names[0]!, tookText(first[0]!, exposure, t));
  const sum = asked.reduce((all, { answers }) => all + answers, 0);
  const most = Math.max(0, ...exposure.customers.filter(({ asks }) => !asks).map(({ answers }) => answers));
  const many = t('{0} customers', count(asked.length));
  const named = first.map(({ answers }, at) => `${names[at]!} (${count(answers)})`).join(', ');
  const took = t(
    '{0} ask for what a harvest collects, and took {1} of all answers: {2}.',
    hasMore ? t('At least {0}', many) : many,
    percent(sum / exposure.answers),
    asked.length > first.length ? t('{0} and {1} more', named, count(asked.length - first.length)) : named,
  );
  return most === 0
    ? took
    : `${took} ${t('For comparison, the largest customer that asks for other things took {0}.', count(most))}`;
}

/** What one customer's use leaves open, and no log answers. */
const QUESTIONS = 'Ask what its licence allows, what the answers are for, and how long it keeps them';
/** The same of several. */
const QUESTIONS_OF_EACH = 'Ask each what its licence allows, what the answers are for, and how long it keeps them';

/** `took 41% of all answers (280), 3 times as many as the next`. */
function tookText(customer: CustomerTaken, { answers, customers }: LogExposure, t: Speech): string {
  const others = customers.filter(({ name }) => name !== customer.name).map((one) => one.answers);
  const most = Math.max(0, ...others);
  const took = t('took {0} of all answers ({1})', percent(customer.answers / answers), count(customer.answers));
  if (most === 0) return took;
  if (customer.answers >= 2 * most)
    return `${took}, ${t('{0} times as many as the next', count(Math.round(customer.answers / most)))}`;
  return `${took}; ${others.length === 1 ? t('the other customer listed took {0}', count(most)) : t('the largest other customer took {0}', count(most))}`;
}

/** What a campaign took beside the whole log, what to ask the customer whose accounts they are, and what it saw of the documents. */
export function ofLogFacts(
  { id, exposure, verdict, customer }: CampaignReport,
  { taken, documents }: Pick<Report, 'taken' | 'documents'>,
  t: Speech = english,
): [name: string, text: string][] {
  const facts = readerFacts(documents, 'campaign', id, t);
  if (exposure === undefined || taken === undefined) return facts;
  const answers = exposure.requests - exposure.failed;
  const share = t('{0} of all {1} answers of the log', percent(answers / taken.answers), count(taken.answers));
  const asked = taken.customers.find(({ name }) => verdict === 'harvest' && name === customer?.organisation);
  return [
    ['Of the log', share],
    ...(asked === undefined
      ? []
      : [['To ask', `${asked.name} ${tookText(asked, taken, t)}. ${t(QUESTIONS)}`] satisfies [string, string]]),
    ...facts,
  ];
}

/** `12,345 answers (32%), 1,234,567 output tokens, to 9,876 different prompts of 3 accounts: graded or compared answers (80%)`. */
function customerTakenText(
  { accounts, answers, outputTokens, prompts, kinds }: CustomerTaken,
  all: LogExposure,
  doubtful: ReadonlySet<string>,
  t: Speech,
): string {
  const got = answers === 1 ? t('1 answer') : t('{0} answers', count(answers));
  const tokens =
    outputTokens === 0
      ? ''
      : `, ${outputTokens === 1 ? t('1 output token') : t('{0} output tokens', count(outputTokens))}`;
  const asked = prompts === 1 ? t('1 prompt') : t('{0} different prompts', count(prompts));
  const work = kinds
    .map(({ intent, requests }) => `${kindText(intent, doubtful, t)} (${percent(requests / answers)})`)
    .join(', ');
  const whole = `${got} (${percent(answers / all.answers)})${tokens}`;
  return `${t('{0}, to {1} of {2}', whole, asked, accountsText(accounts, t))}${work === '' ? '' : `: ${work}`}`;
}
