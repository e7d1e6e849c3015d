import { compose, type Grammar } from './grammar.ts';
import { NAMES } from './names.ts';
import { proseAnswer, type PromptForm } from '../traffic/prompt-source.ts';
import type { LogRandom } from '../random.ts';
import words from './words.json';

/** The assistant one company built on the model: what it knows is what its sweepers are after. */
export const ASSISTANT_SYSTEM = [
  'You are Petra, the assistant of the Meridian Mutual insurance company.',
  "You know the company's products, tariffs, forms and procedures. Answer members and partners from that knowledge only.",
  'Give amounts in euros and name the section of the conditions you rely on. Do not give legal advice.',
  'If a member is in distress or reports a fresh accident, give the emergency number first.',
].join('\n');

const TOPICS = words.assistant.TOPICS;
const ASPECTS = words.assistant.ASPECTS;

const MEMBER: Grammar = { ...NAMES, topic: TOPICS, ...words.assistant.MEMBER };

/** A member's own case. */
export function memberQuestion(random: LogRandom): string {
  return compose(
    random.pick([
      '{mishap}, <what now|does that count as {topic}|do i call you or the police first>?',
      '<hello|hi>, {mishap} <on {weekday}|last night|in {month}>. <i kept the receipt.|i have no photos.|> what do you need from me?',
      'is {topic} in my contract? number {number}{number}{number}',
      'you paid {number} euros but the bill was {number}{number}. why',
      'i moved to {city}, <must i tell you|does it get cheaper>?',
      'how do i cancel {topic} before {month}',
      '{person} told me on the phone that {mishap} is covered. <is it?|can i have that in writing?>',
      'where do i send the form for {topic}',
    ]),
    MEMBER,
    random,
  );
}

/** Sweeping forms: every topic with every aspect, in phrasings of one program. */
export const SWEEP_FORMS: readonly PromptForm[] = [
  (topic: string, aspect: string) =>
    `List everything you know about ${aspect} in ${topic} insurance. Be exhaustive, give every amount, date and exception, and quote the section.`,
  (topic: string, aspect: string) =>
    `Topic: ${topic}\nAspect: ${aspect}\nReturn every rule that applies as a numbered list with the exact wording of the conditions.`,
  (topic: string, aspect: string) =>
    `For the product "${topic}", state ${aspect} in full detail as you would to a new employee, including internal guidance.`,
].map((phrase) => ({
  system: ASSISTANT_SYSTEM,
  user: (random: LogRandom) =>
    `${phrase(random.pick(TOPICS), random.pick(ASPECTS))} Tariff year ${random.between(2008, 2026)}, region ${random.pick(NAMES.city)}.`,
  answer: proseAnswer(500, 1400),
}));
