/** A group of accounts that share templates, in one sentence: who sent what. */
import type { Judgement } from '../../campaigns/judging/judge.ts';
import { INTENTS } from '../../templates/intent/intent.ts';
import { count, counted } from '../../../text/numbers.ts';
import type { DetectionResult } from './detection-result.ts';

/** Requests that its members sent of its templates. */
export const requestsOf = ({ candidate: { slices } }: Judgement): number =>
  slices.reduce((sum, own) => sum + own.reduce((n, slice) => n + slice.rows.length, 0), 0);

/** `24 accounts sent 1,685 requests using 4 shared templates: …`. */
export function groupSummary(judgement: Judgement, texts: DetectionResult['texts']): string {
  const { accounts, templates } = judgement.candidate;
  return `${count(accounts.length)} accounts sent ${count(requestsOf(judgement))} requests using ${counted(templates.length, 'shared template')}: ${asked(texts, templates)}.`;
}

function asked(texts: DetectionResult['texts'], templates: readonly number[]): string {
  const titles = templates.flatMap((template) => {
    const top = texts.get(template)?.intent.top;
    const title = INTENTS.find(({ id }) => id === top)?.title;
    return title ? [title.toLowerCase()] : [];
  });
  return [...new Set(titles)].slice(0, 4).join(', ') || 'prompt text not readable';
}
