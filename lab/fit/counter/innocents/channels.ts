/** Other ways in than the chat: forms that fill a frame, e-mail, the telephone. Each customer has an account all the same. */
import type { Random } from '../../../../src/math/random.ts';
import { popular } from '../assistants/assistant.ts';
import { anyAssistant, type Counter, fill, type Turn, visit } from '../counter.ts';
import { answerTo, handbook } from '../language/answers.ts';
import { filled, type Matter } from '../language/matter.ts';
import { ask, misspelt, tale, type Voice } from '../language/voice.ts';
import { someone } from '../people.ts';
import { moment } from '../rhythm.ts';

/** Frames of forms; the page fills them with what the customer chose and typed. */
const FRAMES = [
  'New request\nName: {name}\nPlan: {plan}\nSubject: {thing}\nMessage: {text}',
  'Category={topic}; priority={priority}; {text}',
  'A user filled in the contact form. Topic "{thing}". Text: "{text}". Write a reply.',
  '{thing}\n\n{text}\n\nSent from the help form, {date}',
  'Find a suitable {thing} for: {text}. Budget: {budget}. People: {people}.',
  'Advice for {name}: {text} (urgency {priority})',
];

export function forms(counter: Counter, requests: number): void {
  const { random } = counter;
  const frame = random.pick(FRAMES);
  through(counter, requests, 'product customer: form', (one, matter, voice, name) =>
    filled(frame, {
      name,
      plan: one.pick(counter.society.plans),
      thing: matter.slots['thing'] ?? matter.slots['idea'] ?? 'other',
      topic: String(matter.topic),
      priority: one.pick(['low', 'normal', 'high']),
      date: `${1 + one.below(28)}.${1 + one.below(12)}.`,
      budget: String(50 * (1 + one.below(40))),
      people: String(1 + one.below(6)),
      text: ask(one, matter, voice),
    }),
  );
}

export function eMails(counter: Counter, requests: number): void {
  const { random } = counter;
  const order = random.pick([
    'Draft a reply to this e-mail.',
    'Summarise and classify this e-mail:',
    '',
    'Customer e-mail:',
  ]);
  const footer = random.pick(['Sent from my phone', 'This e-mail is confidential.', '--', '']);
  const [stock] = counter.assistants.map((assistant) => assistant.stock);
  through(counter, requests, 'product customer: e-mail', (one, matter, voice, name) => {
    const story = Array.from({ length: 1 + one.below(4) }, () => tale(one)).join(' ');
    const quote = one.chance(0.3) ? `\n\n> ${handbook(one, stock!, 2).replaceAll('\n', '\n> ')}` : '';
    return `${order}\n\nSubject: ${matter.slots['thing'] ?? matter.slots['errand'] ?? 'question'}\n\nDear team,\n${story}\n${ask(one, matter, { ...voice, greets: 0 })}\n\nBest regards\n${name}\n${footer}${quote}`.trim();
  });
}

/** Speech made text: no capitals, no signs, fillers, and words that were misheard. */
export function telephone(counter: Counter, requests: number): void {
  const filler = ['uh', 'um', 'you know', 'so yeah', 'hello', 'okay so', 'like', 'right'];
  const prefix = counter.random.pick(['caller: ', '', '[call] ', 'transcript: ']);
  through(counter, requests, 'product customer: telephone', (one, matter, voice) => {
    const words = ask(one, matter, { ...voice, emoji: 0 })
      .toLowerCase()
      .replace(/[.,?!:;]/g, '')
      .split(' ');
    for (let at = one.below(4); at >= 0; at--) words.splice(one.below(words.length + 1), 0, one.pick(filler));
    return prefix + misspelt(one, words.join(' '), 0.01);
  });
}

function through(
  counter: Counter,
  requests: number,
  persona: string,
  write: (random: Random, matter: Matter, voice: Voice, name: string) => string,
): void {
  const { random, log, society } = counter;
  const assistant = anyAssistant(counter, random);
  fill(counter, requests, () => {
    const account = log.enrol(someone(random, society), persona);
    for (let visits = 1 + Math.floor(random.exponential(0.8)); visits > 0; visits--) {
      const turns = Array.from({ length: 1 + Math.floor(random.exponential(0.5)) }, (): Turn => {
        const matter = popular(random, assistant);
        const answer = answerTo(random, assistant.stock, matter, assistant.sentences);
        return { text: write(random, matter, account.voice, account.name), answer, matter };
      });
      visit(counter, {
        account,
        assistant,
        start: moment(random, counter.season, account.hours, account.from, account.until),
        turns,
      });
    }
  });
}
