/** Ways to put matters into words that somebody keeps to: an own voice, many voices, clean sentences, or a few forms. */
import type { Random } from '../../../src/math/random.ts';
import { type Matter, titleOf } from './language/matter.ts';
import { ask, misspelt, person, tidy, type Voice } from './language/voice.ts';

export type Wording = (random: Random, matter: Matter, voice: Voice) => string;

const BEFORE = [
  ...['', '', '', 'I have a question. ', 'Topic: support. ', 'Please help me with this: ', 'Customer request: '],
  ...['As precisely as you can: ', 'For my notes: ', 'I am comparing options. ', 'New question. ', 'Short check: '],
  ...[
    'Be thorough. ',
    'Hello, one thing: ',
    'Imagine a customer asks: ',
    'From the beginning: ',
    'Regarding my case: ',
  ],
];
const AFTER = [
  ...[
    '',
    '',
    '',
    ' Please give all details.',
    ' List the steps.',
    ' Are there exceptions?',
    ' Answer in full sentences.',
  ],
  ...[' Explain why.', ' Include conditions and deadlines.', ' Keep it under 100 words.', ' What else should I know?'],
  ...[
    ' Give an example.',
    ' Please quote the rule.',
    ' Start with the short answer.',
    ' Mention costs if there are any.',
  ],
  ...[' Do not ask me back.', ' As if I knew nothing.', ' What would you tell someone else?', ' Name the page.'],
];

/** A form with the question in it, or only with what it is about. */
type Shape = (random: Random, matter: Matter, voice: Voice) => string;

function shapeOf(random: Random): Shape {
  const [before, after] = [random.pick(BEFORE), random.pick(AFTER)];
  const isTitle = random.chance(0.35);
  return (one, matter, voice) => `${before}${isTitle ? titleOf(matter) : ask(one, matter, voice)}${after}`;
}

export const own: Wording = ask;

/** Somebody else at each request. */
const crowd: Wording = (random, matter, voice) => ask(random, matter, person(random, voice.language));

const clean: Wording = (random, matter, voice) => ask(random, matter, tidy(random, voice.language));

/** A few forms, filled again and again. */
function shapes(random: Random, count: number): Wording {
  const list = Array.from({ length: count }, () => shapeOf(random));
  const isClean = random.chance(0.5);
  return (one, matter, voice) => one.pick(list)(one, matter, isClean ? tidy(one, voice.language) : voice);
}

/** One form for each account, or for each request, out of few or many; sometimes slips are put in on purpose. */
export function wordingOf(random: Random): Wording {
  const slips = random.chance(0.2) ? 0.03 * random.next() : 0;
  const wording = random.pick([
    own,
    own,
    crowd,
    clean,
    shapes(random, 1 + random.below(3)),
    shapes(random, 4 + random.below(40)),
  ]);
  if (slips === 0) return wording;
  return (one, matter, voice) => misspelt(one, wording(one, matter, voice), slips * one.next());
}
