/** Of which techniques a log can be asked at all. A log that lacks the fields is blind to them, and not clean of them. */
import type { TechniqueField } from '../../engine/techniques/technique.ts';
import { TECHNIQUES } from '../../engine/techniques/techniques.ts';
import type { RequestRecord } from '../../reader/records/fields/request.ts';
import type { DetectorNeed } from './inspection.ts';

/** What a log without a field lacks, where some log may be read for it. */
const LACKS: Readonly<Partial<Record<TechniqueField, string>>> = {
  answer: 'answers',
  history: 'requests that send earlier answers back',
  model: 'model names',
  organisation: 'an organisation',
  time: 'times',
  tokens: 'tokens of requests and answers',
  openingTag: 'answers that open with a tag',
  refusal: 'refusals',
  produced: 'signed reasoning in answers',
  resent: 'signed reasoning that is sent back',
  thinkingTokens: 'tokens of reasoning',
  batchId: 'ids of batches',
};

function has(field: TechniqueField, record: RequestRecord): boolean {
  const { answer, messages, model, organisation, time, inputTokens, outputTokens, facts } = record;
  if (field === 'answer') return answer !== undefined && (answer.text !== '' || answer.toolCalls !== '');
  if (field === 'history') return messages.some(({ role }) => role === 'assistant');
  if (field === 'model') return model !== undefined;
  if (field === 'organisation') return organisation !== undefined;
  if (field === 'time') return time !== undefined;
  if (field === 'tokens') return inputTokens !== undefined && outputTokens !== undefined;
  return facts?.[field] !== undefined;
}

export const techniqueNeeds = (records: readonly RequestRecord[]): DetectorNeed[] =>
  TECHNIQUES.flatMap(({ id, name, needs, reads }) => {
    if (reads === 'another file') return [];
    const missing = reads.filter((field) => !records.some((record) => has(field, record)));
    return [
      {
        id,
        name: `${id} ${name}`,
        needs,
        fed: missing.length > 0 ? ('no' as const) : ('yes' as const),
        missing: missing.map((field) => LACKS[field] ?? field),
      },
    ];
  });
