/** A group of accounts that share templates, in one sentence: who sent what. */
import { requestsOf } from '../campaigns/candidates/candidate-rows.ts';
import type { Candidate } from '../campaigns/candidates/candidate.ts';
import type { Judgement } from '../campaigns/judging/judge.ts';
import type { TemplatePart } from '../templates/intent/template-part.ts';
import type { NameOfPrompt } from '../templates/public/public-prompts.ts';
import { kindsInWords, likeliest } from '../../report/shape/intent-title.ts';
import { count, counted } from '../../text/numbers.ts';
import type { DetectionResult } from './detection-result.ts';

/** `24 accounts sent 1,685 requests using 4 shared templates, which ask for …`, and which of the templates are public prompts. */
export function groupSummary(judgement: Judgement, texts: DetectionResult['texts'], nameOf: NameOfPrompt): string {
  const { candidate, joined } = judgement;
  const { accounts, templates, kind, technique = '' } = candidate;
  if (kind === 'technique')
    return `${count(accounts.length)} accounts show ${technique} in exact facts of ${count(requestsOf(judgement.candidate))} requests.`;
  return `${count(accounts.length)} accounts sent ${count(requestsOf(judgement.candidate))} requests using ${counted(templates.length, kind === 'reworded' ? 'template' : 'shared template')}${asked(texts, judgement.candidate)}${named(texts, templates, nameOf)}.${kind === 'reworded' ? ' Each account words its prompts in its own way: the accounts were put together by the words that their prompts share.' : ''}${joined === undefined ? '' : ` They are ${joined.parts.length} groups that work alike: the score and the evidence are those of the most suspicious.`}`;
}

const NOTHING: readonly TemplatePart[] = [];

/** Public prompts that some of the templates are. */
function named(texts: DetectionResult['texts'], templates: readonly number[], nameOf: NameOfPrompt): string {
  const names = new Set(templates.flatMap((template) => nameOf(texts.get(template)?.parts ?? NOTHING) ?? []));
  return names.size === 0 ? '' : ` (a public prompt: ${[...names].sort().slice(0, 4).join(', ')})`;
}

/** What most requests ask for comes first. */
function asked(texts: DetectionResult['texts'], { templates, slices }: Candidate): string {
  const requests = new Map<string, number>();
  const add = (template: number, sent: number): void => {
    const intent = texts.get(template)?.intent?.top;
    if (intent !== undefined) requests.set(intent, (requests.get(intent) ?? 0) + sent);
  };
  for (const template of templates) add(template, 0);
  for (const { template, rows } of slices.flat()) add(template, rows.length);
  const read = likeliest(templates.flatMap((template) => texts.get(template)?.intent?.intents[0] ?? []));
  const intents = [...requests]
    .sort((a, b) => b[1] - a[1])
    .flatMap(([intent]) => (read.asked.has(intent) ? [intent] : []));
  const kinds = kindsInWords(intents, 4);
  if (kinds === '' && templates.some((template) => texts.has(template)))
    return ', which asks by pictures that are not read';
  return kinds === ''
    ? ': prompt text not readable'
    : `, which ${read.isLikely ? (templates.length === 1 ? 'asks' : 'ask') : 'may ask'} for ${kinds}`;
}
