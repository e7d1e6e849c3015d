/** Works that ask what customers ask: the whole of an assistant's knowledge, each thing once or in many ways. */
import { related } from '../assistants/assistant.ts';
import type { Turn } from '../counter.ts';
import { answerTo } from '../language/answers.ts';
import { LANGUAGES } from '../language/foreign.ts';
import { filled, type Matter, titleOf } from '../language/matter.ts';
import { coinedName, givenName } from '../language/names.ts';
import { ask, person, tale } from '../language/voice.ts';
import type { Work } from './work.ts';
import { words } from '../../../../src/schema/words.ts';

/** Every matter once. */
export const sweep: Work = (setting, { stock, sentences }) => {
  const length = sentences * (1 + setting.next());
  return (random, matter, say) => [{ text: say(matter), answer: answerTo(random, stock, matter, length), matter }];
};

/** The same matter in several wordings. */
export const paraphrases: Work = (setting, { stock, sentences }) => {
  const most = 1 + setting.below(4);
  return (random, matter, say) =>
    Array.from({ length: 1 + random.below(most) }, (_, at) => ({
      text: at === 0 ? say(matter) : ask(random, matter, person(random, 'en')),
      answer: answerTo(random, stock, matter, sentences),
      matter,
    }));
};

const TRADES = [
  'nurse',
  'student',
  'plumber',
  'retired teacher',
  'taxi driver',
  'chef',
  'farmer',
  'lawyer',
  'musician',
  'mother of two',
];

/** Each time as another customer with a story. */
export const personas: Work = (setting, { stock, sentences }) => {
  const isShort = setting.chance(0.4);
  return (random, matter, say) => {
    const who = isShort
      ? `${random.pick(TRADES)}, ${18 + random.below(60)}`
      : `I am ${givenName(random)}, ${18 + random.below(60)}, a ${random.pick(TRADES)}. ${tale(random)}`;
    const text = random.chance(0.8) ? `${who}${isShort ? ': ' : ' '}${say(matter)}` : `${say(matter)} (${who})`;
    return [{ text, answer: answerTo(random, stock, matter, sentences), matter }];
  };
};

const SPOKEN = words('Spanish German French Portuguese Turkish Polish Hindi Arabic Korean Dutch Thai');

/** The same in several languages, asked in them or for them. */
export const translations: Work = (setting, { stock, sentences }) => {
  const [spoken, asked] = [setting.shuffle([...SPOKEN]).slice(0, 1 + setting.below(5)), setting.chance(0.5)];
  const written = setting.shuffle([...LANGUAGES]).slice(0, 1 + setting.below(6));
  return (random, matter, say) => {
    const text = asked
      ? ask(random, matter, { ...person(random, random.pick(written)), mixes: 0 })
      : `${say(matter)} ${random.pick(['Answer in', 'Please reply in', 'In'])} ${random.pick(spoken)}${random.pick(['.', ', please.', ''])}`;
    return [{ text, answer: answerTo(random, stock, matter, sentences), matter }];
  };
};

/** A table of things and what is known about each. */
export const grid: Work = (setting, { stock, sentences }) => {
  const [many, frame] = [
    1 + setting.below(3),
    setting.pick([
      '{thing}: {aspects}?',
      'Give me {aspects} of the {thing}',
      '{thing} - {aspects}',
      'For {thing}, state {aspects}.',
      'data sheet {thing} ({aspects})',
      'Fill in for {thing}: {aspects} =',
    ]),
  ];
  return (random, matter, say) => {
    const { thing } = matter.slots;
    const aspects = random
      .shuffle([...stock.aspects])
      .slice(0, many)
      .join(', ');
    const text = thing === undefined ? say(matter) : filled(frame, { thing, aspects });
    return [{ text, answer: answerTo(random, stock, matter, sentences), matter }];
  };
};

const IF = [
  'What if {c}?',
  'And if {c}?',
  'Suppose {c}. Does that change it?',
  'Now assume that {c}',
  'same, but {c}',
  'if {c}?',
];

/** What changes in unusual cases. */
export const variations: Work = (setting, { stock, sentences }) => {
  const [most, form, joined] = [1 + setting.below(4), setting.pick(IF), setting.chance(0.4)];
  return (random, matter, say) => {
    const cases = random.shuffle([...stock.circumstances]).slice(0, 1 + random.below(most));
    const questions = cases.map((c) => filled(random.chance(0.7) ? form : random.pick(IF), { c }));
    const texts = joined ? [`${say(matter)} ${questions.join(' ')}`] : [say(matter), ...questions];
    return texts.map((text) => ({ text, answer: answerTo(random, stock, matter, sentences), matter }));
  };
};

const DEEPER = [
  ...['Go on.', 'Can you explain that in more detail?', 'Why?', 'Which exceptions are there?', 'Give me an example.'],
  ...['What is the rule behind that?', 'And after that?', 'What does "{idea}" mean here?', 'How is that for {head}?'],
  ...['Who decides that?', 'Where is it written?', 'What if I do not?', 'List all cases.', 'Is there more?'],
];

/** From the general to the particular, one turn after the other. */
export const drillDown: Work = (setting, assistant) => {
  const { stock, sentences } = assistant;
  const [depth, branches] = [2 + setting.below(6), setting.next()];
  return (random, matter, say) => {
    const turns: Turn[] = [{ text: say(matter), answer: answerTo(random, stock, matter, sentences), matter }];
    let current: Matter = matter;
    while (turns.length < depth && random.chance(0.85)) {
      const goesOn = random.chance(branches);
      if (!goesOn) current = related(random, assistant, current);
      const text = goesOn
        ? filled(random.pick(DEEPER), { idea: random.pick(stock.ideas), head: random.pick(stock.heads) })
        : say(current);
      turns.push({ text, answer: answerTo(random, stock, current, sentences), matter: current });
    }
    return turns;
  };
};

/** The same message again, for another answer to it. */
export const regenerated: Work = (setting, { stock, sentences }) => {
  const [most, varies] = [1 + setting.below(3), setting.chance(0.4)];
  return (random, matter, say) => {
    const text = say(matter);
    return Array.from({ length: 2 + random.below(most) }, (_, at) => ({
      text:
        at > 0 && varies
          ? random.pick(['Try again', 'Another version please', `${text} (once more)`, 'Say it differently'])
          : text,
      answer: answerTo(random, stock, matter, sentences),
      matter,
    }));
  };
};

/** Only keywords, as in a search field. */
export const keywords: Work = (setting, { stock, sentences }) => {
  const brand = setting.chance(0.3) ? `${coinedName(setting)} ` : '';
  return (random, matter) => [
    { text: `${brand}${titleOf(matter)}`, answer: answerTo(random, stock, matter, sentences), matter },
  ];
};
