/** What part of its input a report covers, where it does not cover all: the first thing to know about its counts. */
import { bytes, rate } from '../../text/numbers.ts';
import { english, type Speech } from '../../text/speech.ts';
import type { InputSummary } from './file-summary.ts';

/** What of a report says it. */
export interface ReadPart {
  partial: boolean;
  inputs: Pick<InputSummary, 'cancelled' | 'files'>;
}

/** Undefined when all was read. */
export function partialText({ partial, inputs }: ReadPart, t: Speech = english): string | undefined {
  if (!partial) return undefined;
  const { cancelled, files } = inputs;
  if (cancelled?.read === 0) return t('The scan was cancelled before anything was read.');
  if (cancelled)
    return t(
      'The scan was cancelled after {0} of {1} ({2}). All counts are of what was read.',
      ...[bytes(cancelled.read), bytes(cancelled.of), rate(cancelled.read / cancelled.of)],
    );
  return files.some(({ error }) => error !== undefined)
    ? t('Part of the input could not be read. All counts are of what was read.')
    : t('The scan was cancelled. All counts are of what was read.');
}
