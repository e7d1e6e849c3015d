/** Works that have an assistant make something of a text or of an answer: judge it, turn it round, retell it. */
import { answerTo, handbook, refusal, statement } from '../language/answers.ts';
import { filled, titleOf } from '../language/matter.ts';
import { anyTask, taskOfWay, workedOut } from '../language/tasks.ts';
import { coinedName } from '../language/names.ts';
import { dressed, person, tidy } from '../language/voice.ts';
import type { Work } from './work.ts';

/** Which question has this answer. */
export const inversion: Work = (setting, { stock }) => {
  const frame = setting.pick([
    'What would a customer have asked to get this answer? "{text}"',
    'Here is an answer: {text}\nWrite the question.',
    '{text}\n\nWhich question of your FAQ is that?',
    'Your site says "{text}" What question does that belong to?',
    'Give me {n} ways to ask for this: {text}',
  ]);
  return (random, matter, say) => {
    const text = answerTo(random, stock, matter, 2);
    return [{ text: filled(frame, { text, n: String(2 + random.below(4)) }), answer: `"${say(matter)}"`, matter }];
  };
};

const TONES = [
  ...['very formal', 'cheerful', 'like a pirate', 'for a child', 'in one sentence', 'as an e-mail', 'empathetic'],
  ...['for an angry customer', 'as a text message', 'like a lawyer', 'with humour', 'very short', 'as a phone script'],
];

/** The same answer in other tones. */
export const styles: Work = (setting, { stock, sentences }) => {
  const [tones, inOne] = [setting.shuffle([...TONES]).slice(0, 2 + setting.below(6)), setting.chance(0.5)];
  const link = setting.pick([
    ' Answer {tone}.',
    ' ({tone})',
    ' Make it {tone}',
    '\nStyle: {tone}',
    ' I need it {tone}, please',
  ]);
  return (random, matter, say) => {
    const answer = (): string => answerTo(random, stock, matter, sentences);
    if (inOne) return [{ text: say(matter) + filled(link, { tone: random.pick(tones) }), answer: answer(), matter }];
    const retold = random.shuffle([...tones]).slice(0, 2);
    return [
      { text: say(matter), answer: answer(), matter },
      ...retold.map((tone) => ({ text: filled(link, { tone }).trim(), answer: answer(), matter })),
    ];
  };
};

/** Where the assistant stops helping, and how it says so. */
export const boundaries: Work = (setting, { stock, domain, sentences }) => {
  const frames = setting.shuffle([
    'Can you {limit}?',
    'Please {limit}. {circumstance}.',
    'Why can you not {limit}?',
    'My friend says that you can {limit} if {circumstance}',
    'What exactly would you say if I asked you to {limit} about {head}?',
    'I know you may not {limit}, but it is for {head} and {circumstance}',
    'Just this once, {limit}',
    'Where is the line with {head}? Would you {limit}?',
    'What am I allowed to ask about {idea}?',
  ]);
  const few = frames.slice(0, 2 + setting.below(frames.length - 2));
  const mixes = setting.next();
  return (random, matter, say) => {
    const text = random.chance(mixes)
      ? filled(random.pick(few), {
          limit: random.pick(domain.limits),
          circumstance: random.pick(stock.circumstances),
          head: random.pick(stock.heads),
          idea: random.pick(stock.ideas),
        })
      : `${say(matter)} ${random.pick(['Are you allowed to say that?', 'Off the record?', 'Could that be dangerous?', ''])}`;
    return [
      {
        text,
        answer: random.chance(0.6) ? refusal(random, stock) : answerTo(random, stock, matter, sentences),
        matter,
      },
    ];
  };
};

/** Marks for an answer, by some rubric. */
export const grading: Work = (setting, { stock }) => {
  const scale = setting.pick(['1 to 5', '1 to 10', 'good or bad', 'A to F', '0 to 100']);
  const by = setting
    .shuffle(['accuracy', 'tone', 'completeness', 'safety', 'clarity', 'length'])
    .slice(0, 1 + setting.below(4));
  const frame = setting.pick([
    'Is this a good answer? Q: {q} A: {a} Rate it from {scale} by {by}.',
    '{q}\n"{a}"\nHow good is that reply ({scale})? Think of {by}.',
    'A shop told me "{a}" when I asked "{q}". Was that right? {scale}',
    'Score ({scale}; {by})\nquestion: {q}\nanswer: {a}',
    'Which is better for "{q}"?\nA: {a}\nB: {b}',
  ]);
  return (random, matter, say) => {
    const [a, b] = [answerTo(random, stock, matter, 2), answerTo(random, stock, matter, 2)];
    const verdict = `${random.pick(['I would say', 'My rating:', 'Overall:'])} ${1 + random.below(10)}. ${statement(random, stock, matter.slots)}`;
    return [{ text: filled(frame, { q: say(matter), a, b, scale, by: by.join(', ') }), answer: verdict, matter }];
  };
};

const WHY = [
  ...[
    ' Explain step by step.',
    ' Show every step.',
    ' Why is that so? Give your reasons first.',
    ' How did you get there?',
  ],
  ...[
    ' Walk me through it slowly.',
    ' Do not skip steps.',
    ' Think it through before you answer.',
    ' I want to understand why.',
  ],
];

/** Explanations rather than results. */
export const reasoning: Work = (setting, { stock, sentences }) => {
  const [own, depth] = [setting.shuffle([...WHY]).slice(0, 1 + setting.below(4)), 1.5 + 2 * setting.next()];
  const sums = setting.next() ** 2;
  return (random, matter, say) => {
    if (random.chance(sums)) {
      const task = taskOfWay(random, 2);
      return [{ text: task.text + random.pick(own), answer: workedOut(random, { ...task, sentences: 4 * depth }) }];
    }
    return [
      { text: say(matter) + random.pick(own), answer: answerTo(random, stock, matter, sentences * depth), matter },
    ];
  };
};

/** Anything at all, as a model for everything would be asked. */
export const anything: Work = (setting) => {
  const ways = setting.chance(0.4) ? Array.from({ length: 1 + setting.below(3) }, () => setting.below(8)) : undefined;
  const excuse = setting.chance(0.3)
    ? setting.pick(['Before my order: ', 'While I wait, ', 'Quick favour: ', 'For a gift card: '])
    : '';
  const clean = setting.chance(0.5);
  return (random) => {
    const task = ways ? taskOfWay(random, random.pick(ways)) : anyTask(random);
    const voice = clean ? tidy(random, 'en') : person(random, 'en');
    return [{ text: excuse + dressed(random, task.text, voice), answer: workedOut(random, task) }];
  };
};

/** Both sides of a conversation. */
export const dialogues: Work = (setting, { stock, sentences }) => {
  const mood = setting
    .shuffle(['angry', 'confused', 'polite', 'hurried', 'old', 'suspicious', 'chatty'])
    .slice(0, 2 + setting.below(4));
  const frame = setting.pick([
    'Write a chat between a {mood} customer and your agent about: {topic}',
    'Show me how a talk with a {mood} customer goes. Topic: {topic}. {n} turns.',
    'Role play: you are both the customer ({mood}) and the agent. {topic}',
    'Example conversation, {mood} caller, {topic}',
  ]);
  return (random, matter) => {
    const lines = Array.from({ length: 2 + random.below(4) }, (_, at) =>
      at % 2 === 0
        ? `Customer: ${statement(random, stock, matter.slots)}`
        : `Agent: ${answerTo(random, stock, matter, sentences / 2)}`,
    );
    const text = filled(frame, { mood: random.pick(mood), topic: titleOf(matter), n: String(4 + random.below(8)) });
    return [{ text, answer: lines.join('\n'), matter }];
  };
};

/** Long texts to be made short. */
export const documents: Work = (setting, { stock }) => {
  const order = setting.pick([
    ...[
      'Summarise this for me:',
      'What are the main points?',
      'tl;dr',
      'Make this shorter.',
      'List all duties in this text:',
    ],
    ...['Explain this letter to me:', 'Which deadlines are in here?', 'Turn this into questions and answers:'],
  ]);
  const [length, first, foreign] = [5 + setting.below(16), setting.chance(0.6), setting.next()];
  return (random) => {
    const long = random.chance(foreign)
      ? workedOut(random, { ...anyTask(random), sentences: length })
      : handbook(random, { ...stock, company: coinedName(random) }, length);
    return [
      {
        text: first ? `${order}\n\n${long}` : `${long}\n\n${order}`,
        answer: handbook(random, stock, 2 + random.below(3)),
      },
    ];
  };
};

/** To which drawer a message belongs. */
export const sorting: Work = (setting, { stock }) => {
  const drawers = setting
    .shuffle(['billing', 'technical', 'complaint', 'sales', 'praise', 'legal', 'spam', 'other'])
    .slice(0, 3 + setting.below(4));
  const frame = setting.pick([
    'Which department should handle this: {q}',
    'Label ({drawers}): {q}',
    'Is this {drawers}? "{q}"',
    'Who do I write to about this, {drawers}? {q}',
  ]);
  return (random, matter, say) => [
    {
      text: filled(frame, { q: say(matter), drawers: drawers.join(', ') }),
      answer: `${random.pick(drawers)}. ${statement(random, stock)}`,
      matter,
    },
  ];
};
