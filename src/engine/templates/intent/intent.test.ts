import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INTENTS } from './intent-kinds.ts';
import { INTENT_WEIGHTS } from './intent-weights.ts';
import { classifyIntent, SLOT_MARK } from './intent.ts';

test('the packed model stays small: it is part of every install', () => {
  const { buckets, idf, weights } = INTENT_WEIGHTS;
  assert.ok(buckets.length + idf.length + weights.length < 300_000);
});

// None of these texts, nor their sentences, is in the corpus.
const HARVEST: [string, string][] = [
  ['reasoning-trace', `Work on the exercise inside <think> tags and leave out no thought. Then conclude. ${SLOT_MARK}`],
  [
    'grading',
    `Two replies to one request follow. Judge which is better and give both a score.\nA: ${SLOT_MARK}\nB: ${SLOT_MARK}`,
  ],
  ['grading', `Bewerte beide Antworten mit Punkten von 1 bis 10 und sage, welche besser ist. ${SLOT_MARK}`],
  ['instruction-synthesis', 'Invent 30 diverse instructions for fine-tuning a language model as a JSON list.'],
  ['computer-use', `The screenshot shows the desktop. Where must the agent click next to reach the goal? ${SLOT_MARK}`],
  ['vision', 'Describe the image in detail, naming all objects, colours and positions.'],
];

const ORDINARY: [string, string][] = [
  ['support', 'You work in customer service at a shoe shop. Help shoppers with refunds and late deliveries.'],
  ['translation', `Translate this letter into Polish and keep the line breaks. ${SLOT_MARK}`],
  ['summarisation', `Sum up this report in five bullet points. Summary: ${SLOT_MARK}`],
  [
    'coding-assistant',
    'You are a coding agent. Edit files in the repository, run the tests and keep to its conventions.',
  ],
  [
    'rag-answering',
    `Answer the question from the context only; if it is not there, say so.\nContext: ${SLOT_MARK}\nQuestion: ${SLOT_MARK}`,
  ],
  ['classification', `Classify the ticket as billing, technical or other. Only the label. ${SLOT_MARK}`],
];

test('texts that ask for training data are told from those that do not', () => {
  for (const [intent, text] of HARVEST) {
    const result = classifyIntent(text);
    assert.equal(result.top, intent, text);
    assert.ok(result.harvest > 0.5, `${text}: ${result.harvest}`);
  }
  for (const [intent, text] of ORDINARY) {
    const result = classifyIntent(text);
    assert.equal(result.top, intent, text);
    assert.ok(result.harvest < 0.5, `${text}: ${result.harvest}`);
  }
});

test('a text that says nothing is called uncertain, not a harvest', () => {
  for (const text of ['', '???', 'zzzz qqqq xxxx']) {
    const { intents, harvest } = classifyIntent(text);
    assert.ok(harvest < 0.6 && intents[0]!.probability < 0.5, `${text}: ${JSON.stringify(intents)}`);
  }
});

test('three intents come with falling probabilities and with pieces of the text', () => {
  for (const [, text] of [...HARVEST, ...ORDINARY]) {
    const { intents, harvest, top } = classifyIntent(text);
    assert.equal(intents.length, 3);
    assert.equal(intents[0]!.intent, top);
    assert.ok(intents[0]!.probability >= intents[1]!.probability && intents[1]!.probability >= intents[2]!.probability);
    const sum = intents.reduce((total, { probability }) => total + probability, 0);
    assert.ok(sum > 0 && sum <= 1 + 1e-9 && harvest >= 0 && harvest <= 1);
    const flat = text.replace(/\s+/gu, ' ');
    for (const { spans } of intents) for (const span of spans) assert.ok(flat.includes(span), span);
    assert.ok(intents[0]!.spans.length > 0, `no span for ${text}`);
  }
});

test('a result does not depend on what was judged before', () => {
  const texts = [...HARVEST, ...ORDINARY].map(([, text]) => text);
  const forwards = texts.map((text) => classifyIntent(text));
  const backwards = [...texts].reverse().map((text) => classifyIntent(text));
  assert.deepEqual(backwards.reverse(), forwards);
});

test('the notation of slots does not change what a prompt asks for', () => {
  const say = (slot: string) => classifyIntent(`Compare the two responses and score each.\n${slot}\n${slot}`).top;
  assert.equal(say('{response}'), say(SLOT_MARK));
  assert.equal(say('{{response}}'), say(SLOT_MARK));
});

test('every intent has a name of its own', () => {
  assert.equal(new Set(INTENTS.map(({ id }) => id)).size, INTENTS.length);
  assert.equal(new Set(INTENTS.map(({ title }) => title)).size, INTENTS.length);
});
