/**
 * T1: one constant instruction makes the model write its reasoning into a tag before it answers, over tasks that never come twice.
 * Prompts for older models, evaluations and the built-in texts of popular programs do so too: it never calls anything by itself.
 */
import { count, counted, decimal, percent } from '../../text/numbers.ts';
import type { Grade } from '../../text/techniques.ts';
import {
  ascending,
  distinct,
  type Reading,
  type Technique,
  type TechniqueContext,
  type TechniqueFinding,
} from './technique.ts';

/** Answers of one template that are needed, so that nine in ten of them are no accident. */
const ANSWERS = 20;
const OPENED = 0.9;
/** Words of the instruction: fewer are a turn of phrase. */
const WORDS = 30;
/** Most prompts that may have been sent before: evaluations send their items again, to each model and each day. */
const REPEATED = 0.05;
/** Share of the answer inside the tag: a page or a drawing is nothing but its tag, and a label is none of it. */
const INSIDE = { least: 0.15, most: 0.97 };
/** Part of the accounts' requests that it makes: what a program does on the side, as when it sums up a long session, is less. */
const MAINLY = 0.5;
/** Requests that ask once and end: what a session sums up has turns before. */
const SINGLE = 0.9;
const OWNERS = 5;

interface Tagged {
  rows: number[];
  tags: Map<string, number>;
  shares: number[];
}

export const forcedReasoning: Technique = {
  id: 'T1',
  name: 'forced reasoning',
  atlas: ['AML.T0024.002', 'AML.T0040'],
  needs: 'whole prompts and answers; tokens of thinking and organisations where there are any',
  reads: ['answer', 'openingTag'],
  measure(context) {
    const { facts, views } = context;
    const tagged = new Map<number, Tagged>();
    for (const [row, { openingTag }] of facts.having('openingTag')) {
      if (openingTag === undefined) continue;
      for (const template of templatesOf(row, views)) {
        const own = tagged.get(template) ?? { rows: [], tags: new Map<string, number>(), shares: [] };
        if (own.rows.length === 0) tagged.set(template, own);
        own.rows.push(row);
        own.tags.set(openingTag.name, (own.tags.get(openingTag.name) ?? 0) + 1);
        own.shares.push(openingTag.share);
      }
    }
    const chosen = new Map([...tagged].filter(([, { rows }]) => rows.length >= ANSWERS));
    if (chosen.size === 0) return [];
    const answers = answersOf(new Set(chosen.keys()), context);
    return distinct(
      [...chosen]
        .sort((a, b) => a[0] - b[0])
        .flatMap(([template, own]) => measure(template, own, answers.get(template) ?? [], context)),
    );
  },
};

/** Rows of templates that hold an answer. */
function answersOf(templates: ReadonlySet<number>, { table, views }: TechniqueContext): Map<number, number[]> {
  const found = new Map([...templates].map((template): [number, number[]] => [template, []]));
  const { account, answer } = table.rows;
  const [whole, user] = views;
  for (let row = 0; row < table.length; row++) {
    if (answer[row] === 0 || account[row] === 0) continue;
    const [first, second] = [whole[row]!, user[row]!];
    found.get(first)?.push(row);
    if (second !== first) found.get(second)?.push(row);
  }
  return found;
}

/** A request without a system prompt has one template in both views. */
function templatesOf(row: number, [whole, user]: TechniqueContext['views']): number[] {
  return [...new Set([whole[row]!, user[row]!])].filter((template) => template >= 0);
}

function measure(
  template: number,
  { rows: tagged, tags, shares }: Tagged,
  rows: readonly number[],
  context: TechniqueContext,
): TechniqueFinding[] {
  const { table, owners, profiles } = context;
  const { account, prompt, turns } = table.rows;
  const [tag, most] = [...tags].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]!;
  const inside = median(shares);
  const words = context.fixedWords(template);
  if (most < OPENED * rows.length || words < WORDS || inside < INSIDE.least || inside > INSIDE.most) return [];
  const repeated = 1 - new Set(rows.map((row) => prompt[row]!)).size / rows.length;
  if (repeated > REPEATED) return [];
  const accounts = ascending(rows.map((row) => account[row]!));
  const known = owners.known(accounts).size;
  const thinking = thinkingOf(tagged, context);
  const all = accounts.reduce((sum, one) => sum + profiles.get(one)!.requests, 0);
  const mainly = rows.length / all;
  const single = rows.filter((row) => turns[row]! <= 1).length / rows.length;
  const readings: Reading[] = [
    {
      reading: 'an evaluation',
      checked: `it would send its items again, and ${percent(repeated)} of ${counted(rows.length, 'prompt')} came before`,
      outcome: 'ruled out',
    },
    {
      reading: 'a prompt made for models that do not think by themselves',
      checked: thinking.native
        ? 'the models asked think by themselves, as their other answers show'
        : 'nothing in the log shows that the models asked think by themselves',
      outcome: thinking.native ? 'ruled out' : 'open',
    },
    {
      reading: 'what a popular program does on the side, such as summing up a session',
      checked: `it is ${percent(mainly)} of what these accounts send, and ${percent(single)} of it are single questions`,
      outcome: mainly >= MAINLY && single >= SINGLE ? 'ruled out' : 'open',
    },
    {
      reading: 'one product of one customer',
      checked: `the accounts belong to ${counted(known, 'known organisation')}`,
      outcome: known >= OWNERS ? 'ruled out' : 'open',
    },
  ];
  const isOpen = readings.some(({ outcome }) => outcome === 'open');
  const grade: Grade = !isOpen ? 'strong' : accounts.length >= OWNERS ? 'weak' : 'context';
  const against =
    thinking.tokens === undefined
      ? ''
      : ` The tag holds ${decimal(thinking.visible / Math.max(1, thinking.tokens), 1)} times the tokens of thinking that the log counts.`;
  return [
    {
      grade,
      accounts,
      rows: [...rows],
      shown: tagged.slice(0, 20),
      statistic: most / rows.length,
      n: rows.length,
      text: `One instruction of ${count(words)} words makes ${percent(most / rows.length)} of ${counted(rows.length, 'answer')} open with a <${tag}> tag that holds ${percent(inside)} of them in the median; ${percent(1 - repeated)} of the prompts were sent once.${against}`,
      readings,
    },
  ];
}

interface Thinking {
  /** Does a model that was asked think by itself anywhere in the log? */
  native: boolean;
  /** Tokens of thinking that the log counts for these answers; undefined where it counts none. */
  tokens: number | undefined;
  /** Tokens inside the tags, by their share. */
  visible: number;
}

function thinkingOf(rows: readonly number[], { facts, table }: TechniqueContext): Thinking {
  const { model, outputTokens } = table.rows;
  const thinks = new Set<number>();
  for (const [row, { thinking, thinkingTokens = 0, produced }] of facts.having(
    'thinking',
    'thinkingTokens',
    'produced',
  ))
    if (thinking !== undefined || thinkingTokens > 0 || produced !== undefined) thinks.add(model[row]!);
  let [tokens, counts, visible] = [0, 0, 0];
  for (const row of rows) {
    const { thinkingTokens, openingTag } = facts.of(row)!;
    if (thinkingTokens !== undefined) counts++;
    tokens += thinkingTokens ?? 0;
    visible += openingTag!.share * outputTokens[row]!;
  }
  const native = rows.filter((row) => thinks.has(model[row]!)).length > rows.length / 2;
  return { native, tokens: counts > 0 ? tokens : undefined, visible };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
