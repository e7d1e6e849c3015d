/** Advice on what to do when a log cannot be judged, for the person at the command line. */
import type { BlindCause, Coverage } from '../../report/shape/report.ts';

const ADVICE: Readonly<Record<BlindCause['id'], string>> = {
  rejected: 'See what the lines are with: prompt-audit inspect LOG.',
  'no-text': 'Let the gateway log prompts, or name the field that holds them with --mapping.',
  coded: 'Look at these requests: what they ask for in a code was not read.',
  beside: 'Look at these requests: what their definitions of tools and answers say was not read.',
  'no-account': 'Name the field that holds the account with --account-by; prompt-audit inspect LOG lists fields.',
  'one-account': 'Name the field that tells users apart with --account-by; prompt-audit inspect LOG lists fields.',
  'few-accounts': 'Scan more of the log, or name the field that tells users apart with --account-by.',
  'one-request': 'Scan a longer period, or name the field that tells users apart with --account-by.',
};

/** A sentence on the first cause; empty when there is nothing to advise. */
export const adviceOn = ({ causes: [first] }: Coverage): string => (first === undefined ? '' : ADVICE[first.id]);
