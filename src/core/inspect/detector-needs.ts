import { CAMPAIGN_DETECTORS } from '../campaigns/detectors/detectors.ts';
import type { RequestRecord } from '../records/fields/request.ts';
import type { DetectorNeed } from './inspection.ts';

/** What a detector may need of a request. */
interface Ingredient {
  /** What a log without it lacks. */
  lacks: string;
  has: (record: RequestRecord) => boolean;
}

const INGREDIENTS = {
  text: {
    lacks: 'the text of prompts',
    has: ({ content, messages }) =>
      content === 'full' && messages.some(({ role, text }) => role === 'user' && text !== ''),
  },
  account: {
    lacks: 'a name of the account',
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
  outputTokens: { lacks: 'numbers of output tokens', has: ({ outputTokens }) => outputTokens !== undefined },
  model: { lacks: 'names of models', has: ({ model }) => model !== undefined },
  address: { lacks: 'addresses', has: ({ address }) => address !== undefined },
  userAgent: { lacks: 'names of programs (user agents)', has: ({ userAgent }) => userAgent !== undefined },
  organisation: { lacks: 'an organisation', has: ({ organisation }) => organisation !== undefined },
  endUser: { lacks: 'names of end users', has: ({ endUser }) => endUser !== undefined },
} as const satisfies Record<string, Ingredient>;

type IngredientName = keyof typeof INGREDIENTS;

/** Without these no campaign is looked for at all. */
const ALWAYS: readonly IngredientName[] = ['text', 'account'];

/** What each detector reads beyond that. A detector that is not named here needs nothing more. */
const READS: Readonly<Record<string, readonly IngredientName[]>> = {
  novelty: ['opening'],
  'scattered-copies': ['opening'],
  rounds: ['opening'],
  favourites: ['opening'],
  'k-sampling': ['opening'],
  dealing: ['time'],
  'daily-rhythm': ['time'],
  'own-nights': ['time'],
  'round-the-clock': ['time'],
  tenure: ['time'],
  interchangeable: ['outputTokens'],
  'own-settings': ['model'],
  infrastructure: ['address'],
  programs: ['userAgent'],
  'relay-membership': ['answer', 'history'],
  organisations: ['organisation'],
  'end-users': ['endUser'],
};

/** Detectors that need something beside the log: a log says nothing of them. */
const FROM_OUTSIDE: ReadonlySet<string> = new Set(['known-before']);

/** What only some requests have by nature: one is enough to work with. */
const RARE: ReadonlySet<IngredientName> = new Set(['opening', 'history', 'organisation', 'endUser']);

/** Share of requests below which a detector has too little to go by. */
const MIN_SHARE = 0.5;

/** Checks the requests of a log for what each detector needs. */
export function detectorNeeds(records: readonly RequestRecord[]): DetectorNeed[] {
  const shares = new Map<IngredientName, number>();
  for (const name of Object.keys(INGREDIENTS) as IngredientName[]) {
    const { has } = INGREDIENTS[name];
    shares.set(name, records.length === 0 ? 0 : records.filter(has).length / records.length);
  }
  return CAMPAIGN_DETECTORS.filter(({ id }) => !FROM_OUTSIDE.has(id)).map(({ id, name, needs }) => {
    const wanted = [...ALWAYS, ...(READS[id] ?? [])];
    const absent = wanted.filter((item) => shares.get(item) === 0);
    const scarce = wanted.filter((item) => !absent.includes(item) && !RARE.has(item) && shares.get(item)! < MIN_SHARE);
    return {
      id,
      name,
      needs,
      fed: absent.length > 0 ? 'no' : scarce.length > 0 ? 'partly' : 'yes',
      missing: [
        ...absent.map((item) => INGREDIENTS[item].lacks),
        ...scarce.map(
          (item) => `${INGREDIENTS[item].lacks} in ${Math.round(100 * (1 - shares.get(item)!))}% of requests`,
        ),
      ],
    };
  });
}

/** Ids of detectors that this table names. */
export const NAMED_DETECTORS: readonly string[] = Object.keys(READS);
