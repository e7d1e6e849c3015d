import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PASTED_KEY } from '../../../test/fixtures/export-case.ts';
import { keptText, shownLine, shownText } from './kept-text.ts';

const pieces = [
  { fixed: true, text: 'Grade this: ' },
  { fixed: false, text: 'x'.repeat(100) },
];

test('kept text is bounded, and says how much is missing', () => {
  const kept = keptText(pieces, 50);
  assert.equal(
    kept.reduce((sum, { text }) => sum + text.length, 0),
    50,
  );
  assert.equal(shownText(kept, 'full'), `Grade this: ${'x'.repeat(38)}… [62 more characters]`);
});

test('each mode shows of kept text what it shows of text from the log', () => {
  const kept = keptText(pieces, 50);
  assert.equal(shownText(kept, 'redacted'), 'Grade this: [100 characters]');
  assert.match(shownText(kept, 'hashed') ?? '', /^\[sha256:[0-9a-f]{64}\]\[sha256:[0-9a-f]{64}\]$/);
  assert.equal(shownText(kept, 'none'), undefined);
});

test('no credential is kept, not even one that begins in fixed text and ends in a slot', () => {
  const [head, tail] = [PASTED_KEY.slice(0, 12), PASTED_KEY.slice(12)];
  const split = [
    { fixed: true, text: `Use ${head}` },
    { fixed: false, text: `${tail} now` },
  ];
  for (const given of [split, [{ fixed: false, text: `my key is ${PASTED_KEY}` }]]) {
    const text = JSON.stringify(keptText(given, 1000));
    assert.ok(!text.includes(tail.slice(0, 20)), text);
    assert.match(text, /⟨API key [0-9a-f]{8}⟩/);
  }
});

test('a report that travels holds no more than its mode allows', () => {
  const line = {
    line: { file: 'a.jsonl', line: 1, offset: 0, length: 9 },
    account: 'a',
    prompt: keptText(pieces, 500),
    answer: keptText([{ fixed: false, text: 'Forty-two.' }], 500)[0]!,
  };
  assert.equal(shownLine(line, 'full'), line);
  const redacted = shownLine(line, 'redacted');
  assert.equal(shownText(redacted.prompt!, 'full'), 'Grade this: [100 characters]');
  assert.doesNotMatch(JSON.stringify([redacted, shownLine(line, 'hashed')]), /Forty|xxx/);
  const none = shownLine(line, 'none');
  assert.deepEqual([none.prompt, none.answer], [undefined, undefined]);
});
