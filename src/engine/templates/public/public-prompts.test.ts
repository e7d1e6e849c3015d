import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listed, namesOfPrompts, publicPrompt, PublicPrompts } from './public-prompts.ts';
import shipped from './public-prompts.json';

const JUDGE =
  'Grade the essay of a pupil as a friendly teacher would do it. Begin with what is good about the essay; then name the mistakes. End with a grade from A to F.\n\nEssay:\n{essay}';
const OTHER =
  'Turn the notes of a meeting into a list of tasks. Give each task an owner and a date; leave out what was only said in passing.';

const prompts = new PublicPrompts([publicPrompt('essay judge', JUDGE), publicPrompt('meeting notes', OTHER)]);

const nameOf = (...texts: string[]): string | undefined =>
  prompts.nameOf(texts.flatMap((text, at) => (at === 0 ? [{ text }] : [{ slot: at, examples: ['x'] }, { text }])));

test('a template with the clauses of a public prompt is named, whatever fills its slots', () => {
  assert.equal(nameOf(...JUDGE.split('{essay}')), 'essay judge');
  assert.equal(nameOf(`${OTHER} Write in English.`, ' At most 12 tasks.'), 'meeting notes');
  assert.equal(nameOf(OTHER.toUpperCase().replaceAll(' ', '  ')), 'meeting notes');
});

test('the short frame of an exam is named where a template says that and nothing else', () => {
  const exam = new PublicPrompts([
    publicPrompt('exam', 'Which of these answers is the correct one?\n{question}\nChoices:'),
  ]);
  const named = (text: string): string | undefined => exam.nameOf([{ text }, { slot: 1, examples: ['x'] }]);
  assert.equal(named('Which of these answers is the correct one?\n'), 'exam');
  assert.equal(named('Which of these answers is the correct one? Say so in the words of a pirate.\n'), undefined);
});

test('a template that borrows a sentence, or is something else, is not named', () => {
  const [borrowed] = JUDGE.split('.');
  assert.equal(nameOf(`${borrowed}. Then write a poem about it in the style of a sailor.`), undefined);
  assert.equal(nameOf('You are the assistant of a shop for garden tools in a small town.'), undefined);
  assert.equal(nameOf(), undefined);
});

test('a team names prompts of its own, and goes before the list that comes with the program', () => {
  const judge =
    'Please act as an impartial judge and evaluate the quality of the response provided by an AI assistant to the user question displayed below.';
  const parts = (text: string) => [{ text }, { slot: 1, examples: ['x'] }];
  const nameOf = namesOfPrompts([
    { name: 'our course', prompt: JUDGE },
    { name: 'our judge', prompt: judge },
  ]);
  assert.deepEqual(
    [JUDGE, judge, OTHER].map((text) => nameOf(parts(text))),
    ['our course', 'our judge', undefined],
  );
});

test('the list that comes with the program is bounded, holds no text, and finds what it holds', () => {
  const all = shipped.lists.flatMap(({ prompts }) => prompts);
  assert.ok(all.length > 1000 && all.length <= 4000, `${all.length}`);
  for (const { name, prompts } of shipped.lists) {
    assert.match(name, /^[\w-]+( [\w-]+)*$/);
    for (const prompt of prompts) {
      const { length } = Buffer.from(prompt, 'base64');
      assert.ok(length % 7 === 0 && length <= 24 * 7, name);
    }
  }
  const judge =
    'Please act as an impartial judge and evaluate the quality of the response provided by an AI assistant to the user question displayed below. Your evaluation should consider factors such as the helpfulness, relevance, accuracy, depth, creativity, and level of detail of the response. Begin your evaluation by providing a short explanation. Be as objective as possible. After providing your explanation, you must rate the response on a scale of 1 to 10 by strictly following this format';
  assert.equal(namesOfPrompts()([{ text: judge }]), 'MT-bench judge');
});

test('a list is written with the bytes of its hashes and their letters', () => {
  const made = publicPrompt('essay judge', JUDGE);
  assert.equal(Buffer.from(listed(made), 'base64').length, 7 * made.clauses.size);
});
