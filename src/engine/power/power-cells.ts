/** Which simulated campaigns are planted: sizes by share of cover traffic, and one evasion at a time. */

import type { Hiding } from './hiding.ts';

/** How a planted campaign works. */
export interface Knobs {
  accounts: number;
  /** Harvest requests of each account on average. */
  requests: number;
  /** Share of an account's traffic that is cover: copies of what ordinary accounts of the log send. */
  mixing: number;
  templates: number;
  /** `random`: at any time; `visits`: a few requests at a sitting, in waking hours. */
  pacing: 'random' | 'visits';
  /** Who sends the next one: everybody in turn, some more than others, or one account for five hours. */
  balancing: 'in-turn' | 'weighted' | 'sticky';
  /** Accounts are replaced while the campaign runs: a quarter of them is alive at a time. */
  replaced: boolean;
  /** Every request words the template anew. */
  reworded: boolean;
  /**
   * There is no template: every request is a question that a user of the log asked, to the assistant that most of them use. So a campaign
   * sweeps what an assistant knows.
   */
  borrowed: boolean;
  /** Share of requests that send an earlier prompt again, as people and live apps do. */
  repeats: number;
  /** Every account has an organisation of its own instead of one in four. */
  ownOrganisations: boolean;
  /** Where or how the task is hidden from a reader of the log. */
  hiding?: Hiding;
}

export interface PowerCell {
  id: string;
  /** Group of the table it is in. */
  group: 'size' | 'requests' | 'evasion';
  /** What is special about it, in words. */
  label: string;
  knobs: Knobs;
}

const BASE: Knobs = {
  accounts: 24,
  requests: 40,
  mixing: 0.5,
  templates: 4,
  pacing: 'random',
  balancing: 'in-turn',
  replaced: false,
  reworded: false,
  borrowed: false,
  repeats: 0,
  ownOrganisations: false,
};

const SIZES = [6, 12, 24, 48];
const MIXINGS = [0, 0.5, 0.9];

const EVASIONS: readonly (readonly [id: string, label: string, change: Partial<Knobs>])[] = [
  ['visits', 'a few requests per sitting, in waking hours', { pacing: 'visits' }],
  ['weighted', 'some accounts do far more than others', { balancing: 'weighted' }],
  ['sticky', 'one account works for five hours, then the next', { balancing: 'sticky' }],
  ['replaced', 'accounts are replaced along the way', { replaced: true }],
  ['reworded', 'every request rewords the template', { reworded: true }],
  ['repeats', 'one prompt in six is an earlier one', { repeats: 1 / 6 }],
  ['borrowed', 'every question is one that the log’s users ask', { borrowed: true }],
  ['one-template', 'a single template', { templates: 1 }],
  ['fronts', 'every account has its own organisation', { ownOrganisations: true }],
  ['greeting', 'a greeting and its answer before the task', { hiding: 'greeting' }],
  ['conversation', 'the task within an invented conversation', { hiding: 'conversation' }],
  ['tool-result', 'the task in what a tool gave', { hiding: 'tool-result' }],
  ['assistant', 'the task as the assistant’s own turn', { hiding: 'assistant' }],
  ['sentences', 'a message for each sentence', { hiding: 'sentences' }],
  ['parts', 'a message in eight parts', { hiding: 'parts' }],
  ['letters', 'letters that do not show, and some that look alike', { hiding: 'letters' }],
  ['computed', 'a computed word behind every clause', { hiding: 'computed' }],
  ['words', 'another word behind every clause each time', { hiding: 'words' }],
  ['picture', 'the instruction in a picture, the rest as text', { hiding: 'picture' }],
  ['base64', 'the task in Base64', { hiding: 'base64' }],
  ['definition', 'the task in the description of a tool, beside a chat', { hiding: 'definition' }],
  ['work', 'visits, weighted and replaced', { pacing: 'visits', balancing: 'weighted', replaced: true }],
  [
    'all',
    'visits, weighted, replaced, reworded',
    { pacing: 'visits', balancing: 'weighted', replaced: true, reworded: true },
  ],
];

/** `organisations`: whether the log says who belongs to which; without, an evasion by organisations means nothing. */
export function powerCells(organisations: boolean): PowerCell[] {
  const sizes = SIZES.flatMap((accounts) =>
    MIXINGS.map((mixing): PowerCell => ({
      id: `size-${accounts}-${mixing}`,
      group: 'size',
      label: `${accounts} accounts, ${Math.round(100 * mixing)}% cover traffic`,
      knobs: { ...BASE, accounts, mixing },
    })),
  );
  const requests = [4, 10, 100].map((each): PowerCell => ({
    id: `requests-${each}`,
    group: 'requests',
    label: `${each} harvest requests per account`,
    knobs: { ...BASE, requests: each },
  }));
  const evasions = EVASIONS.filter(([id]) => organisations || id !== 'fronts').map(
    ([id, label, change]): PowerCell => ({
      id,
      group: 'evasion',
      label,
      knobs: { ...BASE, ...change },
    }),
  );
  return [...sizes, ...requests, ...evasions];
}
