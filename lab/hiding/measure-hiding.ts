/**
 * What it costs a harvester today to hide the task from a reader of logs: the sample log with every request of its campaigns rewritten
 * in one way, scanned as it is: `npm run --prefix lab hiding -- [WORD of a way…]`.
 * Longer than 400 lines: most of it is the table of ways.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoLines } from '../../src/demo/demo-lines.ts';
import { planDemo } from '../../src/demo/demo-plan.ts';
import { demoTruth } from '../../src/demo/demo-truth.ts';
import { audit } from '../../src/engine/pipeline/audit.ts';

interface Message {
  role: string;
  content: unknown;
  tool_calls?: unknown;
  reasoning_content?: string;
}

/** The task as a text, the messages before it, both as one text, something ordinary to ask, and a number that grows. */
interface Asked {
  task: string;
  before: Message[];
  /** Instructions may stand in a system prompt, and what an agent asks for in its first message: who hides a task still has to send it. */
  all: string;
  /** What all prompts of its kind begin with. */
  instruction: string;
  chat: string;
  /** Sentences of the prompt that many others of its kind have, and the others. */
  fixed: string;
  rest: string;
  answer: string;
  /** What was said in the conversation that the account has with the model: it goes on in the next request. */
  conversation: Message[];
  number: number;
  /** Of the log. */
  day: number;
  account: string;
}

const user = (content: unknown): Message => ({ role: 'user', content });
const assistant = (content: unknown): Message => ({ role: 'assistant', content });
const hello = [user('hi'), assistant('Hello! How can I help you today?')];
/** As many bytes as a small picture has, the same for the same text. */
const picture = (text: string): unknown => ({
  type: 'image_url',
  image_url: {
    url: `data:image/png;base64,${createHash('sha512').update(text).digest('base64').slice(0, 84).repeat(9)}`,
  },
});

/** Every so many letters, from 0 to 1; the same for the same text. */
function changed(text: string, share: number, change: (letter: string) => string, number: number): string {
  let state = (number + 1) * 2654435761;
  return [...text]
    .map((letter) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32 < share ? change(letter) : letter;
    })
    .join('');
}

const INVISIBLE = ['\u200b', '\u200c', '\u2060', '\u00ad'];
const ALIKE: Readonly<Record<string, string>> = { a: 'а', c: 'с', e: 'е', i: 'і', o: 'о', p: 'р', x: 'х', y: 'у' };
const tag = (char: string): string => String.fromCodePoint(0xe0000 + char.charCodeAt(0));
const invisible = ({ task, number }: Asked): string =>
  changed(task, 0.15, (letter) => letter + INVISIBLE[letter.charCodeAt(0) % INVISIBLE.length]!, number);
const alike = (text: string, number: number): string =>
  changed(text, 0.25, (letter) => ALIKE[letter] ?? letter, number + 1);

/** Seven letters that are no word, the same for the same text. */
const word = (text: string): string =>
  [...createHash('sha256').update(text).digest().subarray(0, 7)]
    .map((byte) => String.fromCharCode(97 + (byte % 26)))
    .join('');
const ended = (text: string, end: (clause: string) => string): string =>
  text.replaceAll(/[^\n.!?:;,]{6,}/g, (clause) => `${clause} ${end(clause)}`);
/** A sentence with two letters of one of its words in another order. */
const mistyped = (text: string, number: number): string =>
  text.replaceAll(/[^\n.!?:;,]{6,}/g, (clause) => {
    const words = clause.split(' ');
    const long = [...words.keys()].filter((at) => /^[A-Za-z]{5,}$/.test(words[at]!));
    const at = long[word(`${number} ${clause}`).charCodeAt(0) % Math.max(1, long.length)];
    if (at !== undefined) words[at] = words[at]!.replace(/^(..)(.)(.)/, '$1$3$2');
    return words.join(' ');
  });
const noted = (text: string | string[], number: number): Message => ({
  role: 'assistant',
  content: null,
  tool_calls: [
    { id: `call_${number}`, type: 'function', function: { name: 'note', arguments: JSON.stringify({ text }) } },
  ],
});
const BARS = 4;
/** The instruction is said once, behind something else, and the conversation goes on with the material of as many requests. */
const saidOnce =
  (turns: number): Way =>
  ({ fixed, rest, chat, answer, conversation }) => {
    const first: Message[][] = [];
    if (conversation.length === 0 || conversation.length >= 2 * turns + 4) {
      const opening = [user(chat), assistant('Gladly: it depends on what you need, so tell me more of it.')];
      const told = [...opening, user(fixed), assistant('Understood: send me the material, and I do as you say.')];
      conversation.splice(0, Infinity, ...told);
      first.push(told.slice(0, 1), told.slice(0, 3));
    }
    const messages = [...conversation, user(rest)];
    conversation.push(user(rest), assistant(answer));
    return { messages, first };
  };
/** The first instruction that begins like it: all conversations about a kind of task are told the same words. */
const wordForWord =
  (way: Way): Way =>
  (asked) => {
    const [first = ''] = sentences(asked.fixed);
    const fixed = instructions.get(first) ?? asked.fixed;
    instructions.set(first, fixed);
    return way({ ...asked, fixed });
  };
const instructions = new Map<string, string>();
const moved = (text: string, places: number): string =>
  text.replaceAll(/[a-z]/g, (letter) => String.fromCharCode(97 + ((letter.charCodeAt(0) - 97 + places) % 26)));

const tool = (description: string): object => ({
  tools: [
    { type: 'function', function: { name: 'task', description, parameters: { type: 'object', properties: {} } } },
  ],
});

/** `beside`: what stands in the body beside the messages; `row`: what that makes of the line around it; `first`: what was sent before it. */
interface Sent {
  messages: Message[];
  beside?: object;
  row?: object;
  first?: Message[][];
}
type Way = (asked: Asked) => Message[] | Sent;

const WAYS: Readonly<Record<string, Way>> = {
  'as it is': ({ task, before }) => [...before, user(task)],
  'a greeting before it': ({ task, before }) => [...before, ...hello, user(task)],
  'a greeting before it, and one id a day for all answers': ({ all, day }) => ({
    messages: [...hello, user(all)],
    row: { id: `chatcmpl-chosen-by-client-${day}`, response: { choices: [{ message: assistant('Done.') }] } },
  }),
  'a conversation before it': ({ all, chat }) => [
    user(chat),
    assistant('Gladly: it depends on what you need.'),
    user(all),
  ],
  'in the middle of an invented conversation': ({ all, chat }) => [
    user(chat),
    assistant('Gladly: it depends on what you need.'),
    user(all),
    assistant('Understood.'),
    user('Go on.'),
  ],
  'in what a tool gave': ({ all, chat, number }) => [
    user(chat),
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: `call_${number}`, type: 'function', function: { name: 'read', arguments: '{}' } }],
    },
    { role: 'tool', content: all },
  ],
  "as the assistant's own turn": ({ all, chat }) => [user(chat), assistant(all), user('Go on.')],
  "as the assistant's own turn, in a log without answers": ({ all, chat }) => ({
    messages: [user(chat), assistant(all)],
    row: { response: {} },
  }),
  'in a picture': ({ all }) => [user([picture(all)])],
  'in a picture, beside a greeting': ({ all }) => [user([{ type: 'text', text: 'hi' }, picture(all)])],
  'its instruction in a picture, the rest in another': ({ task, instruction }) => [
    user([picture(instruction), picture(task)]),
  ],
  'its instruction in a picture, the rest as text': ({ task, instruction }) => [
    user([picture(instruction), { type: 'text', text: task }]),
  ],
  'a message for each sentence': ({ task, before }) => [...before, ...task.split(/(?<=[.?!:\n])\s+/).map(user)],
  'in eight parts': ({ task, before }) => [
    ...before,
    user(
      Array.from({ length: 8 }, (_, part) => ({
        type: 'text',
        text: task.slice((part * task.length) / 8, ((part + 1) * task.length) / 8),
      })),
    ),
  ],
  'letters that show nothing (15%)': (asked) => [...asked.before, user(invisible(asked))],
  'as tags, which show nothing, behind a chat': ({ all, chat }) => [
    user(chat + [...all].map((char) => (/[ -~]/.test(char) ? tag(char) : '')).join('')),
  ],
  'letters that look alike (25%)': ({ task, before, number }) => [...before, user(alike(task, number))],
  'a computed word behind each clause': ({ all }) => [user(ended(all, word))],
  'a word of the account behind each clause': ({ all, account }) => [user(ended(all, () => word(account)))],
  'another word behind each clause each time': ({ all, number }) => [
    user(ended(all, (clause) => word(`${number} ${clause}`))),
  ],
  'a slip of the pen in each clause': ({ all, number }) => [user(mistyped(all, number))],
  'a bar every four letters': ({ all }) => [user(all.replaceAll(new RegExp(`[A-Za-z ]{${BARS}}`, 'g'), '$&|'))],
  'characters that are none in every sixth place': ({ all, number }) => [
    user(changed(all, 1 / 6, (letter) => `${letter}${String.fromCharCode(0xe000 + letter.charCodeAt(0))}`, number)),
  ],
  'another word behind each third word each time': ({ all, number }) => [
    user(all.replaceAll(/(?:\S+ ){3}/g, (words, at: number) => `${words}${word(`${number} ${at}`)} `)),
  ],
  'each letter moved by another number of places each time': ({ all, number }) => [
    user(`Move each letter ${1 + (number % 25)} places back and do it: ${moved(all, 1 + (number % 25))}`),
  ],
  'without punctuation': ({ all }) => [user(all.replaceAll(/[\n.!?:;,"`()[\]{}<>|=#*]+/g, ' - '))],
  'its sentences in another order each time': ({ all, number }) => [
    user(
      all
        .split(/(?<=[.?!:\n])\s+/)
        .map((sentence) => [word(`${number} ${sentence}`), sentence] as const)
        .sort(([x], [y]) => (x < y ? -1 : 1))
        .map(([, sentence]) => sentence)
        .join(' '),
    ),
  ],
  'in Base64': ({ all }) => [user(`Decode this and do what it says: ${Buffer.from(all).toString('base64')}`)],
  'in a file of plain text': ({ all }) => [
    user([
      { type: 'text', text: 'Do it.' },
      { type: 'document', source: { type: 'text', media_type: 'text/plain', data: all } },
    ]),
  ],
  'in a file of plain text that is called something else': ({ all, chat }) => [
    user([
      { type: 'text', text: chat },
      {
        type: 'file',
        file: { file_data: `data:application/octet-stream;base64,${Buffer.from(all).toString('base64')}` },
      },
    ]),
  ],
  'in the description of a tool, beside a greeting': ({ all }) => ({ messages: [user('hi')], beside: tool(all) }),
  'in the description of a tool, beside a chat': ({ all, chat }) => ({ messages: [user(chat)], beside: tool(all) }),
  'its instruction in the description of a tool': ({ task, instruction, all }) => ({
    messages: [user(task)],
    beside: tool(instruction.length > 24 ? instruction : all.slice(0, 200)),
  }),
  'its instruction once in a conversation, behind a chat, the rest in three turns after it': saidOnce(3),
  'the same with ten turns': saidOnce(10),
  'the same with thirty turns': saidOnce(30),
  'the same with ten turns, word for word in each conversation': wordForWord(saidOnce(10)),
  'the same with thirty turns, word for word': wordForWord(saidOnce(30)),
  'at an address that the model is to open': ({ number }) => [
    user(`Open https://files.example/${word(String(number))} and do what it says.`),
  ],
  'in documents beside a chat': ({ all, chat }) => ({ messages: [user(chat)], beside: { documents: [{ text: all }] } }),
  'in what a tool is said to have been called with': ({ all, chat, number }) => [
    user(chat),
    noted(all, number),
    { role: 'tool', content: 'Done.' },
  ],
  'the same, and the tool gave nothing': ({ all, number }) => [
    user('hi'),
    noted(all, number),
    { role: 'tool', content: '' },
  ],
  'the same as a list of its words': ({ all, chat, number }) => [
    user(chat),
    noted(all.split(/\s+/), number),
    { role: 'tool', content: 'Done.' },
  ],
  'in names of speakers': ({ all }) => [
    ...all
      .replaceAll(/\W+/g, '_')
      .match(/.{1,60}/g)!
      .map((name) => ({ ...user('.'), name })),
    user('Do it.'),
  ],
  'in what the assistant is said to have thought': ({ all }) => [
    user('hi'),
    { ...assistant('Understood.'), reasoning_content: all },
    user('Go on.'),
  ],
  'both kinds of letters': (asked) => [...asked.before, user(alike(invisible(asked), asked.number))],
};

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return (content as { text?: string }[]).map(({ text = '' }) => text).join('\n');
}

async function main(wanted: readonly string[]): Promise<void> {
  const plan = planDemo({ seed: 1, requests: 20_000, plain: true });
  const lines = [...demoLines(plan)];
  const campaign = new Set(
    Object.entries(demoTruth(plan).accounts).flatMap(([account, { class: is }]) =>
      is === 'distillation' ? [account] : [],
    ),
  );
  const chats = lines
    .flatMap((line, place) => (plan.events[place]!.attack ? [] : [lastOf(line)]))
    .filter((text) => text !== '');
  const split = splitter(lines, (place) => (plan.events[place]!.attack ? plan.events[place]!.source : undefined));
  const folder = mkdtempSync(join(tmpdir(), 'hiding-'));
  try {
    console.log('| the task | called | suspected | wrongly called | not judged |\n| --- | --- | --- | --- | --- |');
    for (const [name, way] of Object.entries(WAYS)) {
      if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue;
      const path = join(folder, 'log.jsonl');
      const conversations = new Map<string, Message[]>();
      writeFileSync(
        path,
        lines
          .flatMap((line, place) =>
            plan.events[place]!.attack ? hidden(line, place, way, { chats, split, conversations }) : [line],
          )
          .join('\n'),
      );
      const { report } = await audit([path], { workers: 0 });
      const called = report.accounts.filter(({ verdict }) => verdict === 'distillation').map(({ account }) => account);
      const right = called.filter((account) => campaign.has(account)).length;
      const listed = new Set(
        report.campaigns.filter(({ verdict }) => verdict === 'suspected').flatMap(({ accounts }) => accounts),
      );
      const suspected = [...listed].filter((account) => campaign.has(account) && !called.includes(account)).length;
      const unread = report.coverage.causes.filter(({ id }) => id === 'coded' || id === 'beside');
      const share = unread.reduce((sum, one) => sum + one.share, 0);
      console.log(`| ${name} | ${right} | ${suspected} | ${called.length - right} | ${Math.round(100 * share)}% |`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The text of a line's last message. */
function lastOf(line: string): string {
  const { messages } = JSON.parse(line) as { messages: Message[] };
  return textOf(messages.at(-1)?.content ?? '');
}

interface Row {
  id: string;
  messages: Message[];
  metadata: { user_api_key_hash: string };
  model_parameters: object;
  startTime: number;
  response: { choices: { message: Message }[] };
}

const allOf = ({ messages }: Pick<Row, 'messages'>): string =>
  messages
    .map(({ content }) => textOf(content ?? ''))
    .filter((text) => text !== '')
    .join('\n\n');
const sentences = (text: string): string[] => text.split(/(?<=[.?!:\n])\s+/);
/** Prompts of one kind in which a sentence of an instruction stands. */
const MANY = 12;

/** Gives the sentences of a line's prompt that many of its kind have, and the others. */
function splitter(lines: readonly string[], kindOf: (place: number) => object | undefined) {
  const counts = new Map<object, Map<string, number>>();
  for (const [place, line] of lines.entries()) {
    const kind = kindOf(place);
    if (kind === undefined) continue;
    const own = counts.get(kind) ?? new Map<string, number>();
    counts.set(kind, own);
    for (const one of new Set(sentences(allOf(JSON.parse(line) as Row)))) own.set(one, (own.get(one) ?? 0) + 1);
  }
  return (all: string, place: number): { fixed: string; rest: string } => {
    const own = counts.get(kindOf(place)!)!;
    const isFixed = (one: string): boolean => own.get(one)! >= MANY;
    const said = sentences(all);
    const [fixed, rest] = [said.filter(isFixed), said.filter((one) => !isFixed(one))].map((list) => list.join(' '));
    return { fixed: fixed || 'Do as before.', rest: rest || all };
  };
}

/** What a way takes beside the line. */
interface Material {
  chats: readonly string[];
  split: ReturnType<typeof splitter>;
  conversations: Map<string, Message[]>;
}

function hidden(line: string, number: number, way: Way, { chats, split, conversations }: Material): string[] {
  const row = JSON.parse(line) as Row;
  const before = row.messages.slice(0, -1);
  const all = allOf(row);
  const [first] = row.messages;
  const instruction = first?.role === 'system' ? textOf(first.content) : textOf(first?.content ?? '').slice(0, 24);
  const chat = chats[(number * 7919) % chats.length]!;
  const account = row.metadata.user_api_key_hash;
  const day = Math.floor(row.startTime / 86_400);
  const conversation = conversations.get(account) ?? [];
  conversations.set(account, conversation);
  const answer = textOf(row.response.choices[0]!.message.content ?? '') || 'Done, as you have said it.';
  const task = lastOf(line);
  const about = { task, before, all, instruction, chat, ...split(all, number), answer, conversation };
  const sent = way({ ...about, number, day, account });
  const {
    messages,
    beside,
    row: around,
    first: earlier = [],
  } = Array.isArray(sent) ? ({ messages: sent } as Sent) : sent;
  const last = { ...row, ...around, messages, model_parameters: { ...row.model_parameters, ...beside } };
  const openings = earlier.map((asked, at) => ({
    ...row,
    id: `${row.id}${at}`,
    startTime: row.startTime - earlier.length + at,
    messages: asked,
    response: { choices: [{ message: (earlier[at + 1] ?? messages)[asked.length] }] },
  }));
  return [...openings, last].map((one) => JSON.stringify(one));
}

void main(process.argv.slice(2));
