/** Which detectors find the fields they read in a log. */
import type { LogField } from '../../engine/campaigns/detectors/detector.ts';
import { CAMPAIGN_DETECTORS } from '../../engine/campaigns/detectors/detectors.ts';
import type { RequestRecord } from '../../reader/records/fields/request.ts';
import type { DetectorNeed } from './inspection.ts';

type FieldName = LogField | 'text' | 'account';

interface Field {
  /** What a log without it lacks. */
  lacks: string;
  has: (record: RequestRecord) => boolean;
}

const FIELDS: Readonly<Record<FieldName, Field>> = {
  text: {
    lacks: 'prompt text',
    has: ({ content, messages }) =>
      content === 'full' && messages.some(({ role, text }) => role === 'user' && text !== ''),
  },
  account: {
    lacks: 'account names',
    has: ({ account }) => account !== undefined && account.kind !== 'file',
  },
  time: { lacks: 'times', has: ({ time }) => time !== undefined },
  opening: {
    lacks: 'requests that open a conversation',
    has: ({ messages }) => messages.length > 0 && messages.every(({ role }) => role === 'user'),
  },
  answer: {
    lacks: 'answers',
    has: ({ answer }) => answer !== undefined && (answer.text !== '' || answer.toolCalls !== ''),
  },
  history: {
    lacks: 'requests that send earlier answers back',
    has: ({ messages }) => messages.some(({ role }) => role === 'assistant'),
  },
  model: { lacks: 'model names', has: ({ model }) => model !== undefined },
  system: { lacks: 'system prompts', has: ({ system }) => system !== '' },
  parameters: {
    lacks: 'sampling parameters',
    has: ({ parameters: { temperature, topP, maxTokens, choices } }) =>
      [temperature, topP, maxTokens, choices].some((value) => value !== undefined),
  },
  outputTokens: { lacks: 'output token counts', has: ({ outputTokens }) => outputTokens !== undefined },
  address: { lacks: 'addresses', has: ({ address }) => address !== undefined },
  organisation: { lacks: 'an organisation', has: ({ organisation }) => organisation !== undefined },
  endUser: { lacks: 'end-user names', has: ({ endUser }) => endUser !== undefined },
};

/** Without these no campaign is looked for at all. */
const ALWAYS = ['text', 'account'] as const;

/** What only some requests have by nature: one is enough to work with. */
const RARE: ReadonlySet<FieldName> = new Set(['opening', 'history', 'system', 'parameters', 'organisation', 'endUser']);

/** Share of requests below which a detector has too little to go by. */
const MIN_SHARE = 0.5;

/** Checks the requests of a log for what each detector needs. */
export function detectorNeeds(records: readonly RequestRecord[]): DetectorNeed[] {
  const shares = new Map<string, number>();
  for (const [name, { has }] of Object.entries(FIELDS)) {
    shares.set(name, records.length === 0 ? 0 : records.filter(has).length / records.length);
  }
  return CAMPAIGN_DETECTORS.flatMap(({ id, name, needs, reads }) => {
    if (reads === 'another file') return [];
    const wanted = [...ALWAYS, ...reads];
    const absent = wanted.filter((item) => shares.get(item) === 0);
    const scarce = wanted.filter((item) => !absent.includes(item) && !RARE.has(item) && shares.get(item)! < MIN_SHARE);
    const need: DetectorNeed = {
      id,
      name,
      needs,
      fed: absent.length > 0 ? 'no' : scarce.length > 0 ? 'partly' : 'yes',
      missing: [
        ...absent.map((item) => FIELDS[item].lacks),
        ...scarce.map((item) => `${FIELDS[item].lacks} in ${Math.round(100 * (1 - shares.get(item)!))}% of requests`),
      ],
    };
    return [need];
  });
}
