import { everydayQuestion, followUp, type Voice } from '../words/everyday.ts';
import { prose, steps } from '../words/prose.ts';
import { LogRandom } from '../random.ts';
import type { ChatMessage, TrafficSource } from './source.ts';

const MAX_TURNS = 8;

/** A person who talks with the model: questions of the day, and follow-ups that take up what the model said. */
export function chatSource(seed: number, voice: Voice, system?: string): TrafficSource {
  const question = (item: number) => everydayQuestion(voice, new LogRandom(seed, item, 'question'));
  const answer = (item: number, turn: number) => {
    const random = new LogRandom(seed, item, turn, 'answer');
    return random.chance(0.25) ? steps(random.between(3, 5), random) : prose(random.between(120, 700), random);
  };
  return {
    turns: (item) => Math.min(MAX_TURNS, 1 + Math.floor(new LogRandom(seed, item, 'turns').exponential(1.1))),
    exchange(item, turn) {
      const messages: ChatMessage[] = system === undefined ? [] : [{ role: 'system', content: system }];
      messages.push({ role: 'user', content: question(item) });
      for (let k = 1; k <= turn; k++) {
        const previous = answer(item, k - 1);
        messages.push({ role: 'assistant', content: previous });
        messages.push({ role: 'user', content: followUp(voice, previous, new LogRandom(seed, item, k, 'follow-up')) });
      }
      return { messages, answer: { role: 'assistant', content: answer(item, turn) }, parameters: {} };
    },
  };
}
