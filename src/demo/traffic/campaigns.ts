import { agentSource } from './agent-source.ts';
import { SWEEP_FORMS } from '../words/assistant.ts';
import { DAY, habitTime, steadyTimes } from './clock.ts';
import * as harvest from '../words/harvest-prompts.ts';
import { ordinarySource } from './ordinary.ts';
import type { DemoAccount, Planner } from './planner.ts';
import { type PromptForm, promptSource } from './prompt-source.ts';
import { LogRandom } from '../random.ts';
import type { TrafficSource } from './source.ts';
import { DESKTOP_TOOLS, productTools, toolResult } from '../words/tool-worlds.ts';

export interface CampaignShape {
  id: string;
  about: string;
  accounts: number;
  /** Requests of one account, cover included. */
  volume: number;
  /** Share of ordinary requests that hide the others. */
  cover: number;
  /** Accounts that share an address; 1 for addresses of their own. */
  accountsPerAddress: number;
  /** Even steps day and night, or the waking hours of one place. */
  pace: 'steady' | 'waking';
  /** First and last day. */
  days: readonly [number, number];
  /** Moves half of its traffic to the newest model within a day. */
  pivots?: true;
  /** Probability that another account sends the next turn of a loop. */
  handsOver?: number;
  /** Seconds between two turns in the median. */
  pause?: number;
  /** Each account belongs to an organisation of its own. */
  shells?: true;
  /** Number of times each item is asked; 1 when it is not given. */
  copies?: number;
  sources(planner: Planner): readonly (readonly [TrafficSource, number])[];
}

const CLIENTS = ['OpenAI/Python 1.99.6', 'python-httpx/0.27.2', 'axios/1.7.7'];

/** The campaigns that show in statistics alone, in the order in which smaller logs keep them. */
const CAMPAIGNS: readonly CampaignShape[] = [
  {
    id: 'reasoning',
    about: 'Reasoning traces, grading by rubric and rewriting to a content policy',
    accounts: 24,
    volume: 78,
    cover: 0.1,
    accountsPerAddress: 12,
    pace: 'steady',
    days: [1, 9],
    copies: 2,
    sources: (planner) => [
      [asking('reasoning', harvest.REASONING_FORMS, planner), 5],
      [asking('grading', harvest.GRADING_FORMS, planner), 3],
      [asking('rewriting', harvest.REWRITING_FORMS, planner), 2],
    ],
  },
  {
    id: 'orchestration',
    about: 'Orchestration of ever new tools; half of it moves to a new model within a day of its release',
    accounts: 26,
    volume: 62,
    cover: 0.25,
    accountsPerAddress: 1,
    pace: 'waking',
    days: [2, 10],
    pivots: true,
    handsOver: 0.35,
    sources: (planner) => [[orchestration(planner.textSeed('orchestration')), 1]],
  },
  {
    id: 'agentic',
    about: 'Computer use and data analysis, step by step',
    accounts: 18,
    volume: 72,
    cover: 0.25,
    accountsPerAddress: 3,
    pace: 'steady',
    days: [0, 8],
    sources: (planner) => [
      [
        agentSource(planner.textSeed('desktop'), {
          system: harvest.DESKTOP_SYSTEM,
          task: harvest.desktopTask,
          tools: () => DESKTOP_TOOLS,
          result: harvest.desktopResult,
          longest: 4,
          parameters: { temperature: 0.7 },
        }),
        1,
      ],
      [
        promptSource(planner.textSeed('analysis'), {
          forms: harvest.ANALYSIS_FORMS,
          items: 'walk',
          parameters: { temperature: 0.7, max_tokens: 2048 },
        }),
        2,
      ],
    ],
  },
  {
    id: 'assistant',
    about: "The knowledge of an insurer's assistant, swept topic by topic",
    accounts: 10,
    volume: 92,
    cover: 0.2,
    accountsPerAddress: 1,
    pace: 'waking',
    days: [3, 10],
    sources: (planner) => [
      [
        promptSource(planner.textSeed('sweep'), {
          forms: SWEEP_FORMS,
          items: 'walk',
          parameters: { temperature: 0.3, max_tokens: 2048 },
        }),
        1,
      ],
    ],
  },
];

function asking(name: string, forms: readonly PromptForm[], planner: Planner): TrafficSource {
  const parameters = { temperature: 0.8, max_tokens: 4096 };
  return promptSource(planner.textSeed(name), { forms, items: 'walk', parameters });
}

/** Sets of tools the orchestration campaign goes through. */
const TOOL_WORLDS = 40;

function orchestration(seed: number): TrafficSource {
  const tools = Array.from({ length: TOOL_WORLDS }, (_, world) => productTools(new LogRandom(seed, 'world', world)));
  return agentSource(seed, {
    system: harvest.ORCHESTRATION_SYSTEM,
    task: harvest.orchestrationTask,
    tools: (item) => tools[item % TOOL_WORLDS] ?? [],
    result: (_schema, random) => toolResult(random),
    longest: 4,
    parameters: { temperature: 1, max_tokens: 4096 },
  });
}

/** Smallest size of a plan that still fits this many campaigns, each large enough to be found. */
const SIZES = [0, 0.1, 0.3, 0.3];

/** Adds the campaigns that fit into the plan. */
export function planCampaigns(planner: Planner): void {
  CAMPAIGNS.forEach((shape, i) => {
    if (planner.size.size >= (SIZES[i] ?? 0)) planCampaign(planner, shape);
  });
}

/** One work queue, dealt out over the accounts in turn; each item is asked only as often as the harvester wants answers. */
export function planCampaign(planner: Planner, shape: CampaignShape): void {
  const random = planner.random('campaign', shape.id);
  const accounts = campaignAccounts(planner, shape, random);
  planner.campaigns.push({ id: shape.id, about: shape.about, accounts: accounts.map((account) => account.id) });
  const share = planner.volume(shape.volume, 0, 14);
  const length = Math.round(accounts.length * share * (1 - shape.cover));
  const times = queueTimes(shape, length, random);
  const sources = shape.sources(planner);
  const weight = sources.reduce((sum, [, part]) => sum + part, 0);
  let dealt = 0;
  const next = (): DemoAccount => accounts[dealt++ % accounts.length] ?? random.pick(accounts);

  for (let place = 0, item = 0; place < length; item++) {
    let draw = random.next() * weight;
    const source = sources.find(([, part]) => (draw -= part) < 0)?.[0] ?? sources[0]?.[0];
    if (source === undefined) return;
    const turns = source.turns(item);
    let holder = next();
    let time = times[place] ?? 0;
    for (let k = 0; k < Math.max(turns, shape.copies ?? 1) && place < length; k++, place++) {
      if (turns === 1) {
        time = times[place] ?? time;
        if (k > 0) holder = next();
      } else if (k > 0) {
        time += random.logNormal(shape.pause ?? 9, 0.5);
        if (random.chance(shape.handsOver ?? 0)) holder = next();
      }
      planner.event(holder, source, item, time, { turn: turns === 1 ? 0 : k, attack: true });
    }
  }
  for (const account of accounts) hide(planner, account, Math.round(share * shape.cover), random);
}

function campaignAccounts(planner: Planner, shape: CampaignShape, random: LogRandom): DemoAccount[] {
  const count = planner.headCount(shape.accounts, 6);
  const addresses = Array.from({ length: Math.ceil(count / shape.accountsPerAddress) }, () => random.address());
  return Array.from({ length: count }, (_, i) =>
    planner.account('campaign', 'program', {
      campaign: shape.id,
      address: addresses[i % addresses.length] ?? random.address(),
      agent: shape.accountsPerAddress > 1 ? (CLIENTS[0] ?? '') : random.pick(CLIENTS),
      ...(shape.shells && { organisation: `org-${random.hex(8)}` }),
      model: 'harbour-2-large',
      adopts: shape.pivots && random.chance(0.6) ? planner.size.releaseAt + random.next() * 20 * 3600 : Infinity,
    }),
  );
}

function queueTimes(shape: CampaignShape, length: number, random: LogRandom): number[] {
  const [from, to] = shape.days;
  if (shape.pace === 'steady') return steadyTimes(length, from * DAY, to * DAY, random);
  const habit = { zone: 8, office: false };
  const times = Array.from({ length }, () => from * DAY + habitTime(habit, to - from, random));
  return times.sort((a, b) => a - b);
}

/** An account's ordinary requests, at its own hours. */
function hide(planner: Planner, account: DemoAccount, count: number, random: LogRandom): void {
  const sources = Array.from({ length: random.between(1, 3) }, () => ordinarySource(planner, random));
  for (const source of sources) planner.addRequests(account, source, Math.ceil(count / sources.length), 50, random);
}
