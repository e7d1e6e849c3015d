/** Suites of scenarios for the benchmark's generator: an evasion ladder, and campaigns of mixed kinds that nothing was fitted on. */
import { Random } from '../../src/math/random.ts';

export interface Campaign {
  type: string;
  accounts: number;
  perAccount: number;
  mix: number;
  pacing: string;
  balance: string;
  infra: string;
  paraphrase?: string;
  cover?: string;
  continuation?: boolean;
  succession?: boolean;
  pivot?: boolean;
  k?: number;
  /** Share of the period after which it begins. */
  from?: number;
}

/** Dealing for five hours each; the generator has no account for such a campaign in the first hours of a log. */
const STICKY = { balance: 'sticky-5h', from: 0.1 } as const;

export interface Scenario {
  name: string;
  seed: number;
  days: number;
  sidecar?: boolean;
  benign: Record<string, number>;
  campaigns: Campaign[];
}

/** Ordinary accounts of each kind: a third of those of the generator's own suite, so that forty logs take minutes. */
const ORDINARY: Readonly<Record<string, number>> = {
  'human-chat': 150,
  'hobby-dev': 30,
  'rag-app': 5,
  'support-bot': 3,
  'batch-extraction': 3,
  'text-service': 3,
  'always-on': 12,
  'multi-app': 6,
  'agent-platform': 4,
  'eval-harness': 4,
  'llm-judge-ci': 4,
  'quality-monitor': 4,
  'coding-agent': 90,
  'pr-review': 6,
  classroom: 20,
  hackathon: 20,
  'org-key-pool': 10,
  academic: 8,
  'trust-and-safety': 3,
  'ui-robot': 3,
  'tool-agent': 4,
  relay: 20,
  authorised: 2,
  'byok-product': 40,
  agency: 7,
  franchise: 8,
};

export interface Rung {
  /** What is varied, and how far; the same step of several ladders is measured once. */
  ladder: string;
  step: string;
  change: Partial<Campaign>;
}

const BASE = {
  accounts: 24,
  perAccount: 150,
  mix: 0.5,
  pacing: 'poisson',
  balance: 'round-robin',
  infra: 'rotated',
} as const;

const rungs = (ladder: string, steps: Record<string, Partial<Campaign>>): Rung[] =>
  Object.entries(steps).map(([step, change]) => ({ ladder, step, change }));

/** One knob is turned at a time; the rest stays as in `BASE`. */
export const RUNGS: readonly Rung[] = [
  ...rungs('mixing', {
    none: { mix: 0 },
    '25%': { mix: 0.25 },
    '50%': {},
    '75%': { mix: 0.75 },
    '90%': { mix: 0.9 },
    '75%, cover of a relay': { mix: 0.75, cover: 'relay' },
  }),
  ...rungs('accounts', { '6': { accounts: 6 }, '12': { accounts: 12 }, '24': {}, '60': { accounts: 60 } }),
  ...rungs('requests an account', { '30': { perAccount: 30 }, '60': { perAccount: 60 }, '150': {} }),
  ...rungs('jitter', {
    'constant pace': { pacing: 'constant' },
    '±30%': { pacing: 'jitter' },
    'random times': {},
    'visits in waking hours': { pacing: 'human' },
  }),
  ...rungs('paraphrase', { none: {}, 'by rule': { paraphrase: 'lexical' }, 'by hand': { paraphrase: 'pool' } }),
  ...rungs('balancing', {
    'in turn': {},
    weighted: { balance: 'weighted' },
    'five hours each': STICKY,
  }),
  ...rungs('rotation', {
    'shared addresses': { infra: 'shared' },
    'own addresses': {},
    'accounts replaced': { succession: true },
    'conversations moved': { continuation: true },
  }),
  ...rungs('all at once', {
    'visits, reworded, weighted, replaced': {
      pacing: 'human',
      paraphrase: 'lexical',
      balance: 'weighted',
      succession: true,
    },
  }),
];

/** Name of the log that measures a rung: rungs with the same change share it. */
export const logOfRung = ({ change }: Rung, seed: number): string =>
  `ladder-${seed}-${Object.entries(change).flat().join('-') || 'base'}`;

/** Two campaigns a log: reasoning traces with grading, and instructions. */
export function ladderSuite(seeds: number): Scenario[] {
  const scenarios = Array.from({ length: seeds }, (_, seed) =>
    RUNGS.map((rung): [string, Scenario] => {
      const name = logOfRung(rung, seed);
      const campaigns = ['deepseek', 'harvest'].map((type): Campaign => ({ type, ...BASE, ...rung.change }));
      return [name, { name, seed: 5100 + 31 * seed, days: 7, benign: ORDINARY, campaigns }];
    }),
  );
  return [...new Map(scenarios.flat()).values()];
}

/** Ten logs with two campaigns each, all knobs drawn by chance. */
export function variedSuite(): Scenario[] {
  const random = new Random('varied');
  const types = ['deepseek', 'moonshot', 'minimax', 'harvest', 'traces', 'graders'];
  const campaign = (type: string): Campaign => {
    const mix = random.pick([0, 0.25, 0.5, 0.75, 0.9]);
    return {
      type,
      accounts: random.pick([10, 16, 24, 40, 60]),
      perAccount: random.pick(mix >= 0.75 ? [150, 250] : [40, 80, 150, 250]),
      mix,
      pacing: random.pick(['jitter', 'poisson', 'human', 'constant']),
      ...random.pick([{ balance: 'round-robin' }, { balance: 'weighted' }, STICKY]),
      infra: random.pick(['shared', 'partly', 'rotated']),
      continuation: random.chance(0.3),
      succession: random.chance(0.2),
      pivot: type === 'minimax' || random.chance(0.2),
      k: type === 'deepseek' || type === 'graders' ? random.pick([1, 2, 4]) : 1,
      ...(random.chance(0.3) && { paraphrase: 'lexical' }),
      ...(mix >= 0.75 && random.chance(0.5) && { cover: 'relay' }),
    };
  };
  return Array.from({ length: 10 }, (_, n) => ({
    name: `varied-${n}`,
    seed: 7001 + 13 * n,
    days: random.pick([7, 10, 14]),
    sidecar: n % 2 === 0,
    benign: ORDINARY,
    campaigns: [0, 1].map((which) => campaign(types[(2 * n + which) % types.length]!)),
  }));
}
