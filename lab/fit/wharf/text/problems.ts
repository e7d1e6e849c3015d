/** Questions that have an answer: sums, riddles, explanations, trivia, choices. */
import type { Random } from '../../../../src/math/random.ts';
import { capital, coined, type Subject } from './lexicon.ts';
import { spin } from './spin.ts';

const number = (random: Random, end: number): number => 2 + random.below(end);

const WORD_PROBLEMS = [
  '$name {buys|orders|packs} $a {boxes|crates|bags} of $x {at|for} $b each and {sells|returns} $c of them for $d. {How much is left|What is the profit|How many remain per box}?',
  'A {train|pump|worker|tank} {covers|fills|finishes} $a {units|parts} of $x in $b {hours|minutes}. {Another|A second one} needs $c. {How long do both take together|When do they meet}?',
  '{Find|Determine|Compute} the {number|sum|product} of all {integers|divisors|solutions} of $a x^2 + $b x - $c = $d{ over the integers||modulo $b}.',
  'Let $x be a set of $a elements{, of which $b are alike|}. {In how many ways can|How many ways are there that} $c of them be chosen so that no two are {adjacent|equal}?',
  '{There are|We have} $a $x and $b $y. Each $y needs $c $x{ and none may share|}. What is the {smallest|largest} number of {groups|rounds}?',
  '{Evaluate|Simplify} ($a + $b) * $c - $d^2 / $a{ and give the result as a fraction|}.',
];

const RIDDLES = [
  '{Either|Exactly one of} $name or $other {took|hid|broke} the $x. $name says "{it was $other|I was with the $y}". $other says "$name {lies|is right}". Who {did it|tells the truth}?',
  'If every $x is a $y and no $y is {a|an} $z, {can|may} some $x be $z? {Justify|Why}?',
  '{Arrange|Order} $x, $y, $z and $name so that $x is before $y, $z is not {first|last} and $name follows $x.',
];

const EXPLANATIONS = [
  '{How|In what way} does $x {affect|depend on|interact with|limit} $y{ when $z is {high|low|absent}||in practice}?',
  '{Why|For what reason} {is|are} $x {needed|used|preferred} {in|for} $y{ rather than $z|}?',
  '{What is the difference between|Compare|How do I choose between} $x and $y{ for $z||, with an example}{?|.}',
  '{Explain|Describe|Derive} {the role of|how to measure|the limits of|} $x in $y{ to a {beginner|specialist|child}|}.',
  '{What happens to|How would you estimate|What determines} $x {if|once} $y {changes|fails|doubles}?',
  '{Suppose|Assume|Imagine} that $x {exceeds|replaces|lacks} $y. {What follows for|How does this change} $z?',
  '{Is it true|Some say} that $x {causes|prevents|implies} $y. {Discuss|What is the evidence|True or false}?',
];

const CHOICES = [
  'Which of {the following|these} {best describes|is an example of|is caused by} $x?\nA) $y\nB) $z\nC) $name\nD) $other',
];

export const PROBLEM_KINDS = ['sum', 'riddle', 'explanation', 'choice'] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

const PATTERNS: Readonly<Record<ProblemKind, readonly string[]>> = {
  sum: WORD_PROBLEMS,
  riddle: RIDDLES,
  explanation: EXPLANATIONS,
  choice: CHOICES,
};

/** A question of a kind about a subject; in another language, asked as people ask there. */
export function problem(random: Random, subject: Subject, kind: ProblemKind): string {
  if (subject.language !== undefined) {
    const { asks, question } = subject.language;
    return `${random.pick(asks)} ${subject.clause(random, 5 + random.below(12))}${question.trimEnd()}`;
  }
  const values: Record<string, string> = {
    x: subject.thing(random),
    y: subject.thing(random),
    z: subject.thing(random),
    name: capital(coined(random)),
    other: capital(coined(random)),
  };
  const asked = spin(random, random.pick(PATTERNS[kind])).replace(/\$([a-z]+)/g, (_, key: string) =>
    key.length === 1 && key <= 'd' ? String(number(random, 240)) : values[key]!,
  );
  return random.chance(0.3) ? `${subject.sentence(random)} ${asked}` : asked;
}
