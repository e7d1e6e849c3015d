/** What was taken from a log as a whole, in the words of every face. */
import { count, counted, percent } from '../../../text/numbers.ts';
import { intentTitle } from '../intent-title.ts';
import type { CustomerTaken, LogExposure } from './log-exposure.ts';

/** What one customer's use leaves open, and no log answers. */
const QUESTIONS = 'Ask what its licence allows, what the answers are for, and how long it keeps them';

/** Sentences: what campaigns got, then each customer that there is something to ask of. */
export function logExposureSentences(exposure: LogExposure): string[] {
  const { answers, outputTokens, campaigns, customers } = exposure;
  const tokens =
    outputTokens === 0 ? '' : ` and ${percent(campaigns.outputTokens / outputTokens)} of all output tokens`;
  const taken = `Campaigns took ${percent(campaigns.answers / answers)} of all answers (${count(campaigns.answers)} of ${count(answers)})${tokens}.`;
  const asked = customers.filter(({ asks }) => asks).map((one) => askedSentence(one, exposure));
  return [...(campaigns.answers === 0 ? [] : [taken]), ...asked];
}

function askedSentence(customer: CustomerTaken, { answers, customers }: LogExposure): string {
  const others = customers.filter(({ name }) => name !== customer.name).map((one) => one.answers);
  const most = Math.max(0, ...others);
  const beside =
    most === 0
      ? ''
      : customer.answers >= 2 * most
        ? `, ${count(Math.round(customer.answers / most))} times as many as the next`
        : `, beside ${count(most)} of ${others.length === 1 ? 'the other' : 'the largest other'} listed`;
  return `${customer.name} took ${percent(customer.answers / answers)} of all answers (${count(customer.answers)})${beside}. A batch job looks the same: it accuses nobody. ${QUESTIONS}.`;
}

/** `12,345 answers (32%), 1,234,567 output tokens, to 9,876 different prompts: answers graded or compared (80%)`. */
export function customerTakenText(
  { accounts, answers, outputTokens, prompts, kinds }: CustomerTaken,
  all: LogExposure,
): string {
  const tokens = outputTokens === 0 ? '' : `, ${counted(outputTokens, 'output token')}`;
  const work = kinds
    .map(({ intent, requests }) => `${intentTitle(intent).toLowerCase()} (${percent(requests / answers)})`)
    .join(', ');
  return `${counted(answers, 'answer')} (${percent(answers / all.answers)})${tokens}, to ${counted(prompts, 'different prompt')} of ${counted(accounts, 'account')}${work === '' ? '' : `: ${work}`}`;
}
