import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { readPython, readPythonFields } from './python-literal.ts';

const valueOf = (text: string): unknown => readPython(text)?.value;

test('texts keep what stands between their own quotes', () => {
  assert.equal(valueOf(`'it\\'s "so", params: x'`), `it's "so", params: x`);
  assert.equal(valueOf(`"don't"`), "don't");
  assert.equal(valueOf(String.raw`'a\n\t\x41\u2713\U0001f600\\'`), 'a\n\tA✓😀\\');
  assert.equal(valueOf(String.raw`r'a\n'`), String.raw`a\n`);
});

test('values nest, and words of Python become those of JSON', () => {
  assert.deepEqual(valueOf(`{'a': [1, -2.5, None], 'b': (True, False), 'c': {}}`), {
    a: [1, -2.5, null],
    b: [true, false],
    c: {},
  });
  assert.deepEqual(valueOf(`P(n=1, g=G(json='{}', kind=<K.X: 2>), stop=[])`), {
    n: 1,
    g: { json: '{}', kind: '<K.X: 2>' },
    stop: [],
  });
  assert.equal(valueOf('datetime.datetime(2023, 4, 9, 0, 2, 53, tzinfo=<UTC>)'), '2023-04-09 00:02:53');
});

test('lists as NumPy prints them need no commas', () => {
  assert.deepEqual(valueOf(`array([{'a': 1}\n {'a': 2}], dtype=object)`), [{ a: 1 }, { a: 2 }]);
  assert.deepEqual(valueOf(`[{'a': 1}\n {'a': 2}]`), [{ a: 1 }, { a: 2 }]);
});

test('a text whose middle was left out says so', () => {
  assert.deepEqual(readPython(`'start' ... 'end'`), { value: 'start...end', end: 17, cut: true });
});

test('a literal without an end is none, and the fields before it stay', () => {
  for (const text of [`'abc`, '[1, 2', `{'a': `, 'P(a=1', '', '['.repeat(200)])
    assert.equal(readPython(text), undefined);
  assert.deepEqual(readPythonFields(`a: 1, b c: 'x', d: 'cut`, 0), {
    fields: { a: 1, 'b c': 'x' },
    cut: true,
    end: 14,
  });
});

test('no text makes the reader throw or read past its end', () => {
  const alphabet = fc.constantFrom(
    "'",
    '"',
    '\\',
    '[',
    ']',
    '(',
    ')',
    '{',
    '}',
    ',',
    ':',
    '=',
    ' ',
    'a',
    '1',
    'x',
    '<',
    '>',
    '...',
  );
  fc.assert(
    fc.property(fc.array(alphabet, { maxLength: 60 }), (parts) => {
      const text = parts.join('');
      const literal = readPython(text);
      assert.ok(literal === undefined || literal.end <= text.length);
    }),
  );
});
