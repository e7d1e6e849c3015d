/**
 * What a log shows once models think: honest agents, whose tool loops send signed thinking back, and a campaign that makes the model
 * write its reasoning down, and has the signed thinking that one account got written out by another.
 */
import { codingAgent } from './agent-source.ts';
import { planCampaign, type CampaignShape } from './campaigns.ts';
import { LogRandom } from '../random.ts';
import { FORCED_FORM, hardTask, transcription } from '../words/thinking-prompts.ts';
import { prose } from '../words/prose.ts';
import { habitTime } from './clock.ts';
import type { Planner } from './planner.ts';
import { promptSource } from './prompt-source.ts';
import type { ChatMessage, TrafficSource } from './source.ts';

/** Smallest size of a plan with all of it: smaller ones have too few requests for it to be more than an accident. */
const SIZE = 0.75;
/** English text has about four characters per token. */
const CHARACTERS_PER_TOKEN = 4;
const PARAMETERS = { max_tokens: 16_000, thinking: { type: 'enabled', budget_tokens: 8000 } };

const CAMPAIGN: CampaignShape = {
  id: 'thinking',
  about: 'Reasoning forced into a tag, and signed thinking carried to other accounts that have it written out',
  accounts: 14,
  volume: 46,
  cover: 0.15,
  accountsPerAddress: 1,
  pace: 'waking',
  days: [1, 9],
  handsOver: 1,
  pause: 5 * 3600,
  shells: true,
  sources: (planner) => [
    [
      promptSource(planner.textSeed('forced'), {
        forms: [FORCED_FORM],
        items: 'walk',
        parameters: { temperature: 1, max_tokens: 4096 },
      }),
      4,
    ],
    [carried(planner.textSeed('carried')), 1],
  ],
};

export function planThinking(planner: Planner): void {
  if (planner.size.size < SIZE) return;
  planCampaign(planner, CAMPAIGN);
  planAgents(planner, planner.random('group', 'thinking-agent'));
}

/** Firms whose coding agents think. A session that one key began goes on under another key of the firm now and then. */
function planAgents(planner: Planner, random: LogRandom): void {
  for (let firm = planner.headCount(4); firm > 0; firm--) {
    const organisation = `org-${random.hex(8)}`;
    const keys = Array.from({ length: 2 }, () =>
      planner.account('thinking-agent', 'coder', {
        organisation,
        habit: { zone: random.pick([-5, 0, 1, 9]), office: true },
        model: 'harbour-2-large',
        adopts: Infinity,
      }),
    );
    const seed = planner.textSeed('thinking-agent');
    const source = withThinking(seed, codingAgent(seed));
    const count = planner.volume(40, 0.4, 8);
    for (let made = 0, item = 0; made < count; item++) {
      let holder = random.pick(keys);
      let time = habitTime(holder.habit, planner.size.days, random);
      const turns = source.turns(item);
      for (let turn = 0; turn < turns; turn++, made++) {
        planner.event(holder, source, item, time, { turn });
        time += random.logNormal(15, 0.7);
        if (random.chance(0.05)) holder = random.pick(keys);
      }
    }
  }
}

/** Turns of a source, each with the thinking that came before its answer, and with that of the turns before sent back. */
function withThinking(seed: number, source: TrafficSource): TrafficSource {
  return {
    turns: (item) => source.turns(item),
    exchange(item, turn, copy) {
      const exchange = source.exchange(item, turn, copy);
      let answers = 0;
      const messages = exchange.messages.map((message) =>
        message.role === 'assistant' ? showing(message, new Thought(seed, item, answers++)) : message,
      );
      const own = new Thought(seed, item, turn);
      return {
        ...exchange,
        messages,
        answer: showing(exchange.answer, own),
        parameters: { ...exchange.parameters, ...PARAMETERS },
        thinkingTokens: own.tokens,
      };
    },
  };
}

/** A question with thinking, and the call that carries this thinking into another conversation to have it written out. */
function carried(seed: number): TrafficSource {
  return {
    turns: () => 2,
    exchange(item, turn) {
      const random = new LogRandom(seed, item, 'task');
      const task = hardTask(random);
      const own = new Thought(seed, item, 0);
      const answer = showing({ role: 'assistant', content: prose(random.between(80, 400), random) }, own);
      if (turn === 0) {
        return {
          messages: [{ role: 'user', content: task }],
          answer,
          parameters: PARAMETERS,
          thinkingTokens: own.tokens,
        };
      }
      const { before, after } = transcription(random);
      return {
        messages: [{ role: 'user', content: before }, answer, { role: 'user', content: after }],
        answer: { role: 'assistant', content: own.text },
        parameters: { max_tokens: 16_000 },
      };
    },
  };
}

/** What a model thought: the provider shows its beginning, and the signature carries all of it. */
class Thought {
  readonly text: string;
  readonly tokens: number;
  readonly signature: string;

  constructor(seed: number, item: number, turn: number) {
    const random = new LogRandom(seed, item, turn, 'thought');
    this.text = prose(Math.max(160, random.logNormal(700, 0.7)), random);
    this.tokens = Math.ceil(this.text.length / CHARACTERS_PER_TOKEN);
    this.signature = Buffer.from(random.hex(240), 'hex').toString('base64');
  }
}

function showing(message: ChatMessage, { text, signature }: Thought): ChatMessage {
  const thinking = text.slice(0, text.indexOf('. ') + 1 || text.length);
  return { ...message, reasoning_content: thinking, thinking_blocks: [{ type: 'thinking', thinking, signature }] };
}
