/** A group of accounts that share templates, in one sentence: who sent what. */
import { requestsOf } from '../campaigns/candidates/candidate-rows.ts';
import type { Judgement } from '../campaigns/judging/judge.ts';
import { INTENTS } from '../templates/intent/intent.ts';
import { count, counted } from '../../text/numbers.ts';
import type { DetectionResult } from './detection-result.ts';

/** `24 accounts sent 1,685 requests using 4 shared templates: …`. */
export function groupSummary(judgement: Judgement, texts: DetectionResult['texts']): string {
  const { accounts, templates } = judgement.candidate;
  return `${count(accounts.length)} accounts sent ${count(requestsOf(judgement.candidate))} requests using ${counted(templates.length, 'shared template')}: ${asked(texts, templates)}.`;
}

function asked(texts: DetectionResult['texts'], templates: readonly number[]): string {
  const titles = templates.flatMap((template) => {
    const top = texts.get(template)?.intent.top;
    const title = INTENTS.find(({ id }) => id === top)?.title;
    return title ? [title.toLowerCase()] : [];
  });
  return [...new Set(titles)].slice(0, 4).join(', ') || 'prompt text not readable';
}
