/** How much of an assistant's documents has left, and to whom, in the words of every face. */
import { count, percent } from '../../../text/numbers.ts';
import { accountsText, english, requestsText, type Speech } from '../../../text/speech.ts';
import { dayOf } from '../../../text/times.ts';
import type { DocumentCoverage, DocumentReader } from './document-coverage.ts';

/** Sentences on the log, and each reader by name with what it got. */
interface CoverageText {
  sentences: string[];
  readers: [name: string, text: string][];
}

const INNOCENT =
  'Reading a lot is no offence: new employees, testers, search crawlers, kiosks and support leads do. This is not an accusation.';

/** Undefined where no answer names a document. */
export function coverageText(coverage: DocumentCoverage | undefined, t: Speech = english): CoverageText | undefined {
  if (coverage === undefined) return undefined;
  const { documents, sampled, requests, judged, readers } = coverage;
  const named = t('{0} answers rest on {1} different documents.', count(requests), count(documents));
  const drawn =
    sampled === undefined ? [] : [t('These are estimated from {0} of them, which were drawn.', count(sampled))];
  return {
    sentences: [
      named,
      ...drawn,
      ...(judged === 0 ? [t('No account has enough answers to say how much of them it saw.')] : [t(INNOCENT)]),
    ],
    readers: readers.map((one) => [
      one.kind === 'campaign' ? t('Campaign {0}', one.name) : one.name,
      readerText(one, t),
    ]),
  };
}

/**
 * `412 documents (60% of all) in 300 requests, where as many of others see 120 to 180; 62% of those that others got (57% to 67%); 98 that
 * nobody else got; 95% of all on 2026-06-14 at this pace`.
 */
export function readerText(reader: DocumentReader, t: Speech = english): string {
  const { kind, accounts, requests, documents, share, expected, others, alone, reaches } = reader;
  const got = t('{0} documents ({1} of all) in {2}', count(documents), percent(share), requestsText(requests, t));
  return [
    kind === 'account' ? got : `${got} (${accountsText(accounts, t)})`,
    ...(expected === undefined
      ? []
      : [t('as many of others see {0} to {1}', count(expected.low), count(expected.high))]),
    ...(others === undefined
      ? []
      : [
          t(
            '{0} of those that others got ({1} to {2})',
            percent(others.total === 0 ? 0 : others.seen / others.total),
            percent(others.low),
            percent(others.high),
          ),
        ]),
    ...(alone.documents === 0 ? [] : [t('{0} that nobody else got', count(alone.documents))]),
    ...(reaches === undefined ? [] : [t('95% of all on {0} at this pace', dayOf(reaches))]),
  ].join('; ');
}

/** What a campaign or an account saw of them, as a fact of its own. */
export const readerFacts = (
  coverage: DocumentCoverage | undefined,
  kind: DocumentReader['kind'],
  name: string,
  t: Speech = english,
): [name: string, text: string][] =>
  (coverage?.readers ?? [])
    .filter((one) => one.kind === kind && one.name === name)
    .map((one) => ['Documents', readerText(one, t)]);
