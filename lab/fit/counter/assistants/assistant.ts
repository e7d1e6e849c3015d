/** An assistant in front of the customers of a company: what it is told, what it knows, and how often each of that is asked. */
import { Random } from '../../../../src/math/random.ts';
import type { Domain } from '../domains/domain.ts';
import { answerTo, handbook, type Stock } from '../language/answers.ts';
import type { Matter } from '../language/matter.ts';
import { coinedName } from '../language/names.ts';
import { ask, tidy } from '../language/voice.ts';
import type { Account } from '../people.ts';
import { mattersOf } from './matters.ts';
import { promptVersions, type PromptVersion } from './prompts.ts';
import { words } from '../../../../src/schema/words.ts';

export interface Assistant {
  company: string;
  domain: Domain;
  stock: Stock;
  /** By popularity. */
  matters: readonly Matter[];
  topics: number;
  versions: readonly PromptVersion[];
  /** Where passages of the help centre are put that were found for a question. */
  passages: 'none' | 'system' | 'user';
  /** How many earlier messages are sent again. */
  memory: number;
  /** Questions on buttons under the text field. */
  buttons: readonly { text: string; matter: Matter }[];
  /** How much popularity falls with the rank. */
  steepness: number;
  sentences: number;
  model: string;
  parameters: Readonly<Record<string, number>>;
}

/** @param brevity below one for logs that have many requests */
export function assistantOf(random: Random, domain: Domain, brevity: number): Assistant {
  const company = `${coinedName(random)}${random.pick(['', '', ' Direct', ' Group', ' Online', ' Co.'])}`;
  const stock = stockOf(random, domain, company);
  const matters = mattersOf(random, stock);
  const buttons = matters
    .slice(0, 40)
    .filter(() => random.chance(0.3))
    .slice(0, 4 + random.below(5))
    .map((matter) => ({
      matter,
      text: ask(random, matter, { ...tidy(random, 'en'), tells: 0, greets: 0, thanks: 0 }),
    }));
  return {
    company,
    domain,
    stock,
    matters,
    topics: 1 + Math.max(...matters.map(({ topic }) => topic)),
    versions: promptVersions(random, domain, company, brevity),
    passages: random.pick(['none', 'none', 'system', 'user']),
    memory: random.pick([0, 4, 6, 20]),
    buttons,
    steepness: 0.3 + 1.7 * random.next(),
    sentences: Math.max(1, (2 + 4 * random.next()) * brevity),
    model: random.pick(words('gpt-4o-mini claude-3-5-haiku gemini-2.0-flash mistral-small gpt-4.1 llama-3.3-70b')),
    parameters: random.chance(0.8)
      ? { temperature: Math.round(10 * random.next()) / 10, max_tokens: random.pick([300, 512, 800, 1024]) }
      : {},
  };
}

/** Most of the phrases of the domain, and the names that this company gives to things. */
function stockOf(random: Random, domain: Domain, company: string): Stock {
  const some = (list: readonly string[], share: number): string[] =>
    random.shuffle([...list]).slice(0, Math.ceil(share * list.length));
  return {
    company,
    heads: some(domain.heads, 0.4 + 0.5 * random.next()),
    kinds: some(domain.kinds, 0.7),
    aspects: some(domain.aspects, 0.5 + 0.4 * random.next()),
    troubles: some(domain.troubles, 0.8),
    errands: some(domain.errands, 0.8),
    circumstances: some(domain.circumstances, 0.8),
    ideas: some(domain.ideas, 0.8),
  };
}

/** A matter as customers ask for it: the first few very often, the many others now and then. */
export function popular(random: Random, { matters, steepness }: Assistant): Matter {
  const power = 1 + steepness;
  return matters[Math.floor(matters.length * random.next() ** power * 0.999)]!;
}

/** A matter of the same topic, for those who go on asking. */
export function related(random: Random, { matters }: Assistant, matter: Matter): Matter {
  const near = matters.filter(({ topic }) => topic === matter.topic);
  return random.pick(near);
}

/** What the system is told when this account writes at this time of the log, from 0 to 1. */
export function systemPrompt(
  random: Random,
  assistant: Assistant,
  account: Account,
  at: number,
  about?: Matter,
): string {
  const { versions } = assistant;
  const current = versions.filter(({ since }) => since <= at).at(-1) ?? versions[0]!;
  const arm = current.arms[new Random(account.id).below(current.arms.length)]!;
  const day = new Date(Date.UTC(2026, 4, 4) + at * 20 * 86_400_000).toISOString();
  let text = arm
    .replaceAll('{user}', account.name)
    .replaceAll('{plan}', account.plan)
    .replaceAll('{locale}', account.voice.language)
    .replaceAll('{date}', day.slice(0, 10))
    .replaceAll('{time}', day.slice(0, 16));
  if (assistant.passages === 'system' && about) text += `\n\n${found(random, assistant, about)}`;
  return text;
}

/** Passages that a search in the help centre finds: those on the matter, and some that only sound like it. */
export function found(random: Random, { stock, company }: Assistant, matter: Matter): string {
  const own = new Random('page', company, matter.id);
  const first = `[${own.below(900)}] ${answerTo(own, stock, matter, 2)}`;
  const others = Array.from({ length: 1 + random.below(2) }, () => {
    const number = random.below(60);
    return `[${number}] ${handbook(new Random('page', company, number), stock, 2)}`;
  });
  return `Articles from the help centre:\n${[first, ...others].join('\n')}`;
}
