/** Ways to hide a task from a reader of logs: where it may not look, or written as it may not read. Docs say what each cost the sample log. */
import type { Random } from '../../math/random.ts';
import { pictureOf } from '../../reader/records/fields/pictures.ts';
import type { Message, RequestRecord } from '../../reader/records/fields/request.ts';
import { draft, word } from './material.ts';
import type { PlannedPrompt } from './pipelines.ts';

export type Hiding =
  | ('greeting' | 'conversation' | 'tool-result' | 'assistant' | 'sentences' | 'parts')
  | ('letters' | 'computed' | 'words' | 'picture' | 'base64' | 'definition');

/** What is sent instead. */
export type Hidden = Pick<RequestRecord, 'system' | 'messages' | 'definitions'>;

type Way = (prompt: PlannedPrompt, random: Random) => Hidden;

const user = (text: string): Message => ({ role: 'user', text });
const assistant = (text: string): Message => ({ role: 'assistant', text });
const whole = ({ system, user: asked }: PlannedPrompt): string => (system === '' ? asked : `${system}\n\n${asked}`);

const INVISIBLE = ['\u200b', '\u200c', '\u2060', '\u00ad'];
const ALIKE: Readonly<Record<string, string>> = { a: 'а', c: 'с', e: 'е', i: 'і', o: 'о', p: 'р', x: 'х', y: 'у' };

const disguised = (text: string, random: Random): string =>
  text.replaceAll(
    /[a-z]/g,
    (letter) =>
      (random.chance(0.25) ? (ALIKE[letter] ?? letter) : letter) + (random.chance(0.15) ? random.pick(INVISIBLE) : ''),
  );

/** Puts a word behind each clause. */
const ended = (text: string, wordFor: (clause: string) => string): string =>
  text.replaceAll(/[^\n.!?:;,]{6,}/g, (clause) => `${clause} ${wordFor(clause)}`);

const PARTS = 8;
/** As parts of a message are put together. */
const inParts = (text: string): string =>
  Array.from({ length: PARTS }, (_, part) =>
    text.slice((part * text.length) / PARTS, ((part + 1) * text.length) / PARTS),
  ).join('\n');

const WAYS: Readonly<Record<Hiding, Way>> = {
  greeting: ({ system, user: asked }) => ({
    system,
    messages: [user('hi'), assistant('Hello! How can I help you today?'), user(asked)],
  }),
  conversation: (prompt, random) => ({
    system: '',
    messages: [
      user(draft(random)),
      assistant('Gladly: it depends on what you need.'),
      user(whole(prompt)),
      assistant('Understood.'),
      user('Go on.'),
    ],
  }),
  'tool-result': (prompt, random) => ({
    system: '',
    messages: [
      user(draft(random)),
      { ...assistant(''), toolCalls: '[{"name":"read","arguments":{}}]' },
      { role: 'tool', text: whole(prompt) },
    ],
  }),
  assistant: (prompt, random) => ({
    system: '',
    messages: [user(draft(random)), assistant(whole(prompt)), user('Go on.')],
  }),
  sentences: ({ system, user: asked }) => ({ system, messages: asked.split(/(?<=[.?!:\n])\s+/).map(user) }),
  parts: ({ system, user: asked }) => ({ system, messages: [user(inParts(asked))] }),
  base64: (prompt) => ({
    system: '',
    messages: [user(`Decode this and do what it says: ${Buffer.from(whole(prompt)).toString('base64')}`)],
  }),
  definition: (prompt, random) => ({ system: '', messages: [user(draft(random))], definitions: whole(prompt) }),
  letters: ({ system, user: asked }, random) => ({
    system: disguised(system, random),
    messages: [user(disguised(asked, random))],
  }),
  // Which hash a word gives a clause makes no difference where hashes take a secret: it is the same word each time.
  computed: (prompt) => ({ system: '', messages: [user(ended(whole(prompt), (clause) => word(clause)))] }),
  words: (prompt, random) => ({
    system: '',
    messages: [user(ended(whole(prompt), () => word(String(random.below(2 ** 31)))))],
  }),
  picture: ({ instruction, slot }) => ({
    system: '',
    messages: [{ ...user(slot), media: 1, pictures: [pictureOf({ url: `https://${word(instruction)}.example/` })!] }],
  }),
};

export const hidden = (prompt: PlannedPrompt, way: Hiding, random: Random): Hidden => WAYS[way](prompt, random);
