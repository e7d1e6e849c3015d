import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INTENTS } from '../../src/engine/templates/intent/intent-kinds.ts';
import { INTENT_WEIGHTS } from '../../src/engine/templates/intent/intent-weights.ts';
import { readCorpus } from './corpus.ts';
import { variantsOf } from './variants.ts';

const corpus = readCorpus();

test('the checked-in model was trained on the checked-in corpus: if not, run node lab/intent-training/train-intent.mjs', () => {
  assert.equal(INTENT_WEIGHTS.corpus, corpus.hash);
});

test('every intent has texts enough, a third of them not in English', () => {
  for (const { id } of INTENTS) {
    const own = corpus.texts.filter(({ intent }) => intent === id);
    const foreign = own.filter(({ language }) => language !== 'en');
    assert.ok(own.length >= 60, `${id}: ${own.length}`);
    assert.ok(foreign.length * 3 >= own.length, `${id}: ${foreign.length} of ${own.length}`);
  }
});

test('no text stands under two intents or twice under one', () => {
  const seen = new Map<string, string>();
  for (const { text, group } of corpus.texts) {
    assert.equal(seen.get(text), undefined, `${group}: ${text}`);
    seen.set(text, group);
  }
});

test('variants are the same each time and leave no choice open', () => {
  for (const item of corpus.texts) {
    const variants = variantsOf(corpus, item);
    assert.deepEqual(variantsOf(corpus, item), variants);
    for (const text of variants) assert.doesNotMatch(text, /\[\[[^[\]]*\|[^[\]]*\]\]/u, item.group);
  }
});
