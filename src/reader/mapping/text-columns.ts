import type { FieldStatistics } from './field-statistics.ts';
import { nameSays } from './field-words.ts';
import { sharedWords } from './columns.ts';

/** Which texts are a question and its answer. */
export interface TextChoice {
  prompt: FieldStatistics;
  answer: FieldStatistics;
  /** From 0 to 1: how sure it is that they are not the other way round. */
  sure: number;
  why: string;
}

/** Evidence from which on there is no doubt which of two texts is the question. */
const ENOUGH = 1;

/**
 * The two texts of most of the records that answer each other, told by their values: they share words that the texts of other records
 * do not, questions end in question marks, repeat, are shorter, and stand before their answers.
 */
export function chooseTexts(fields: readonly FieldStatistics[], records: number): TextChoice | undefined {
  const texts = fields.filter(({ kinds, present }) => present > 0.5 * records && kinds.prose > 0.5 * present);
  const some = texts.filter(({ distinct, present }) => distinct > Math.min(3, 0.2 * present)).slice(0, MOST);
  const pairs = some.flatMap((one, at) => some.slice(at + 1).map((two) => pairOf(one, two)));
  return pairs.sort((a, b) => b.weight - a.weight)[0]?.choice;
}

/** Columns of text that are compared, each with each. */
const MOST = 8;

/** @param first the column that stands before the other in the records */
function pairOf(first: FieldStatistics, second: FieldStatistics): { weight: number; choice: TextChoice } {
  const [asks, answers] = [first, second].map(({ kinds, present }) => kinds.question / present) as [number, number];
  const longer = Math.log(second.length / first.length);
  const [named, opposed] = [says(first, second), says(second, first)];
  const evidence =
    0.75 +
    1.5 * (asks - answers) +
    Math.max(-0.75, Math.min(0.75, longer)) +
    0.75 * (second.distinct / second.present - first.distinct / first.present) +
    1.5 * (named - opposed);
  const [prompt, answer] = evidence >= 0 ? [first, second] : [second, first];
  const weight = 3 * sharedWords(first.column, second.column) + Math.max(named, opposed);
  const clauses = [
    [Math.abs(named - opposed) >= 1, 'names say so'],
    [Math.abs(asks - answers) > 0.1, 'questions end in question marks'],
    [Math.abs(longer) > 0.2, longer > 0 === evidence >= 0 ? 'answers are longer' : 'though answers are shorter'],
    [evidence >= 0, 'it stands first'],
  ].flatMap(([isSo, clause]) => (isSo === true ? [clause as string] : []));
  return {
    weight,
    choice: { prompt, answer, sure: Math.min(1, Math.abs(evidence) / ENOUGH), why: clauses.join(', ') },
  };
}

function says(prompt: FieldStatistics, answer: FieldStatistics): number {
  return nameSays('prompt', prompt.path) + nameSays('answer', answer.path);
}
