import { compose, type Grammar } from './grammar.ts';
import { NAMES } from './names.ts';
import type { LogRandom } from '../random.ts';

/** Parts of an exercise: any opening goes with any course of events and any question of its family. */
interface Family {
  openings: readonly string[];
  events: readonly string[];
  questions: readonly string[];
}

const FAMILIES: readonly Family[] = [
  {
    openings: [
      '{firm} keeps {number}{number} {goods}s in {city}.',
      'A stall in {city} starts {month} with {number} {goods}s.',
      '{person} inherits {number}{number} euros, all of it in {material}.',
      'There are {number} thousand {creature} on an island near {city}.',
      'The {city} library owns {number}{number} books about {material}.',
      '{person} and {person} share {number} {creature}.',
      'A {vessel} in {city} holds {number}{number} litres.',
    ],
    events: [
      'Every {weekday} {number} percent <are lost|go to {firm}|leave>.',
      'Each month {number} more <come|arrive> from {city}.',
      '<After|For> {number} days nothing changes; <from then on|afterwards> it <halves|grows by a third> every {number} hours.',
      '{person} takes {number} for each {number} that <stay|are left>.',
      'In {month} one in {number} turns out to be faulty.',
      'When fewer than {number} remain, {firm} adds {number}.',
      'A quarter of what {person} <counted|saw> was <double|missing>.',
    ],
    questions: [
      'How many are there after {number} weeks?',
      'When does the number first <fall below|exceed> {number}{number}?',
      'Does it ever reach zero? <Prove it.|Give the day.|>',
      'What is the largest number <in that time|that can be gone without notice>?',
      'Find a formula for day n <and check it for n = {number}|>.',
      'By what factor must the loss change so that the end equals the beginning?',
    ],
  },
  {
    openings: [
      'A {body} of {number} kilograms <rests|lies> on a ramp of {number} degrees.',
      '{person} cycles from {city} to {city} at {number} kilometres an hour.',
      'A {body} is <thrown|fired> at {number} metres a second from a roof in {city}.',
      'Two trains leave {city} and {city}, {number}{number} kilometres apart.',
      'A crane lifts a {body} and a {vessel} over the harbour of {city}.',
      'A {body} hangs from a {material} wire of {number} metres.',
    ],
    events: [
      'Friction takes {number} percent of <its|the> energy.',
      'The wind <from behind|against it> is {number} kilometres an hour.',
      'Halfway the mass <doubles|drops by {number} grams>.',
      'At {number} past {number} a {body} <crosses|falls from> the other side.',
      'After {number} seconds a {number} newton force acts <upward|sideways>.',
      'It stops for {number} minutes at a {vessel}.',
    ],
    questions: [
      'How <far|fast> is it <after {number} seconds|when it lands>?',
      'Where do they meet?',
      'Draw the forces and find the <largest|net> one.',
      'How much work is done <in all|before the stop>?',
      'What if everything happened on the moon?',
      'Which <of the numbers|assumption> could be left out, and why?',
    ],
  },
  {
    openings: [
      'A bag holds {number} {colour} and {number} {colour} marbles.',
      '{person} tosses a coin that lands heads {number} percent of the time.',
      'One in {number} people in {city} owns a {goods}.',
      'A test for a {material} allergy is right {number} times in a hundred.',
      '{number} guests put their {goods}s in a heap.',
      '{person} rolls {number} dice with {number} faces.',
    ],
    events: [
      '{number} are drawn <with|without> putting them back.',
      '{person} looks at <one|two> of them and says "{colour}".',
      'The first {number} do not count.',
      'A {weekday} is picked at random.',
      'Each <loser|winner> must <play again|leave>.',
      'It is known that at least {number} <match|differ>.',
    ],
    questions: [
      'What is the chance that all are <different|the same>?',
      'How many are to be expected?',
      'Is it wise to switch? <Argue without formulas.|>',
      'How large must the sample be to be {number} percent sure?',
      'Give the distribution, its mean and its <variance|median>.',
      'Which of two explanations is {number} times as likely?',
    ],
  },
  {
    openings: [
      '{person} lets a shop in {city} to {firm}.',
      '{firm} sells {person} a {goods} that {person} {family} had <lent|lost>.',
      '{person}, {person} and {person} <run|own> {firm} together.',
      'Under a contract of {month} {firm} must deliver {number} {goods}s to {city}.',
      'A {body} falls from the {city} works of {firm} onto the car of {person}.',
    ],
    events: [
      'The notice comes {number} days late.',
      'Nobody has signed, but {number} euros were paid.',
      '<Meanwhile|Two weeks later> {firm} is sold to {firm}.',
      '{person} relies on a call with {person} {family} in {month}.',
      'Clause {number} excludes <everything|all claims> "except in {city}".',
      'A storm delays the ship by {number} days.',
    ],
    questions: [
      'Who bears the loss, and on what ground?',
      'Which claims does {person} have? Weigh both sides.',
      'Would it be different if the price were {number} euros?',
      'What must be proved, and by whom?',
      'Draft the three strongest arguments of {firm}.',
    ],
  },
  {
    openings: [
      'Of {person}, {person} and {person} exactly one <lies|tells the truth>.',
      'Four {goods}s stand in a row: {colour}, {colour}, {colour} and {colour}.',
      'A lock has {number} wheels with {number} signs each.',
      '{number} towns are joined by {number} roads around {city}.',
      'Every {creature} in {city} is either {colour} or {colour}.',
    ],
    events: [
      '{person} says: "{person} was in {city} on {weekday}."',
      'The {colour} one is not next to the {colour} one.',
      'No <road|wheel> is used more than {number} times.',
      'If it rains on {weekday}, the {goods} <moves one place|is gone>.',
      'Whoever stands left of the {material} one owns {number}.',
      'Each {number}th <step|try> undoes the one before.',
    ],
    questions: [
      'What follows, and what does not?',
      'Find all <orders|solutions> or show there is none.',
      'What is the fewest <steps|questions>?',
      'Who owns the {goods}?',
      'State the argument in symbols and check each line.',
    ],
  },
];

const GRAMMAR: Grammar = {
  ...NAMES,
  vessel: [
    'rain barrel',
    'copper kettle',
    'fish tank',
    'fuel drum',
    'wine cask',
    'milk churn',
    'water tower',
    'bath tub',
  ],
  body: [
    'crate',
    'steel ball',
    'sled',
    'suitcase',
    'stone',
    'curling stone',
    'flower pot',
    'barrel',
    'lantern',
    'anvil',
  ],
  creature: ['goats', 'puffins', 'carp', 'bees', 'hares', 'toads', 'swans', 'snails', 'hedgehogs'],
};

/** An exercise; different randoms give different ones almost always. */
export function exercise(random: LogRandom): string {
  const { openings, events, questions } = random.pick(FAMILIES);
  const parts = [random.pick(openings), ...random.some(events, random.between(1, 3)), random.pick(questions)];
  return compose(parts.join(' '), GRAMMAR, random);
}

/** A multiple-choice item as test sets have it. */
export function choiceItem(random: LogRandom): string {
  const option = (letter: string) =>
    `${letter}) ${random.between(2, 900)} ${random.pick(['', 'or fewer', 'exactly', 'at most'])}`.trim();
  return `${exercise(random)}\n${['A', 'B', 'C', 'D'].map(option).join('\n')}`;
}
