import { count } from '../../text/numbers.ts';
import type { RequestRecord } from '../../reader/records/fields/request.ts';
import type { CoveredField, FieldCoverage } from './inspection.ts';

/** What a request must have for a field to count as present. Identity by address or file is not an account. */
const PRESENT: Readonly<Record<CoveredField, (record: RequestRecord) => boolean>> = {
  time: ({ time }) => time !== undefined,
  account: ({ account }) => account !== undefined && account.kind !== 'address' && account.kind !== 'file',
  organisation: ({ organisation }) => organisation !== undefined,
  endUser: ({ endUser }) => endUser !== undefined,
  session: ({ session }) => session !== undefined,
  address: ({ address }) => address !== undefined,
  userAgent: ({ userAgent }) => userAgent !== undefined,
  id: ({ id }) => id !== undefined,
  model: ({ model }) => model !== undefined,
  system: ({ system }) => system !== '',
  messages: ({ messages }) => messages.length > 0,
  tools: ({ tools }) => tools.length > 0,
  parameters: ({ parameters }) => Object.keys(parameters).length > 0,
  answer: ({ answer }) => answer !== undefined,
  inputTokens: ({ inputTokens }) => inputTokens !== undefined,
  outputTokens: ({ outputTokens }) => outputTokens !== undefined,
  latency: ({ latencyMs }) => latencyMs !== undefined,
  cost: ({ costUsd }) => costUsd !== undefined,
  status: ({ status }) => status !== 'unknown',
};

/** Share of requests with each field. */
export function fieldCoverage(records: readonly RequestRecord[]): FieldCoverage[] {
  return (Object.keys(PRESENT) as CoveredField[]).map((name) => {
    const present = records.filter(PRESENT[name]).length;
    const note = NOTES[name]?.(records);
    return { name, share: records.length === 0 ? 0 : present / records.length, ...(note !== undefined && { note }) };
  });
}

const NOTES: Partial<Record<CoveredField, (records: readonly RequestRecord[]) => string | undefined>> = {
  time: (records) => {
    const naive = records.filter(({ zoneKnown }) => zoneKnown === false).length;
    return naive > 0 ? `${naive} without a zone, read as UTC` : undefined;
  },
  account: (records) => counted(records.map(({ account }) => ACCOUNT_KINDS[account?.kind ?? 'file'])),
  messages: (records) => counted(records.map(({ content }) => CONTENTS[content])),
  status: (records) => counted(records.map(({ status }) => status)),
};

const ACCOUNT_KINDS = {
  key: 'key',
  user: 'user',
  'end-user': 'end user',
  principal: 'cloud identity',
  project: 'project',
  address: 'address (weak)',
  file: 'file name (weak)',
} as const;

const CONTENTS = {
  full: 'full text',
  truncated: 'cut text',
  redacted: 'redacted',
  reference: 'text kept elsewhere',
  none: 'no text',
} as const;

/** `3 key, 1 user`, the most frequent first. */
function counted(words: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const parts = [...counts].sort((a, b) => b[1] - a[1]).map(([word, times]) => `${count(times)} ${word}`);
  return parts.length === 0 ? undefined : parts.join(', ');
}
