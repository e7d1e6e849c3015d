import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { INPUT, Kernel, PUT, TEXT } from './kernel.ts';

const kernel = new Kernel();

/** The call as the kernel writes it; undefined where it leaves that to JavaScript. */
function written(name: string, text: string): string | undefined {
  const nameEnd = INPUT + kernel.bytes.write(name, INPUT, 'latin1');
  const end = kernel.bytes.write(text, TEXT, 'utf8');
  kernel.bytes.write('"}', TEXT + end, 'latin1');
  const to = kernel.call.writeCall(INPUT, nameEnd, TEXT, TEXT + end, PUT);
  return to === 0 ? undefined : kernel.bytes.toString('utf8', PUT, to);
}

const inJavaScript = (name: string, text: string): string =>
  `{"name":${JSON.stringify(name)},"arguments":${JSON.stringify(JSON.parse(text))}}`;

test('the arguments of a tool call are written as JavaScript writes them, without white space', () => {
  const usual = [
    '{}',
    '[]',
    ' { } ',
    '{"path": "src/a b.ts", "line": 12, "deep": {"all": [true, false, null, -1.5, 0.25]}}',
    '{"text":"Grüße,\\n\\t\\"x\\" \\\\ \u2028 😀"}',
    '{"a":0,"b":0.000001,"c":123456789012345,"":[[],{}]}',
    `{"list":[${'{"a":1},'.repeat(100)}{"a":1}]}`,
  ];
  for (const text of usual) assert.equal(written('read_file', text), inJavaScript('read_file', text), text);
});

test('arguments that JavaScript would write in another way, or would not read, are left to it', () => {
  const unusual = [
    '',
    'true',
    '"text"',
    '7',
    '{"a":1',
    '{"a":1}}',
    '{"a":1} x',
    '{"a":1,}',
    '{a:1}',
    '[1 2]',
    '{"a":"\n"}',
    '{"a":"\\x"}',
    '{"a":"open}',
    '{"a" "b"}',
    '{"a":1,"b":2,"a":3}',
    '{"b":1,"10":2}',
    '{"a":"\\u0041"}',
    '{"a":"\\/"}',
    '{"a":-0}',
    '{"a":01}',
    '{"a":1.}',
    '{"a":.5}',
    '{"a":-}',
    '{"a":1.50}',
    '{"a":0.0000001}',
    '{"a":1e3}',
    '{"a":1234567890123456}',
    '{"a":tru}',
    '{"a":nulll}',
    `${'['.repeat(40)}${']'.repeat(40)}`,
  ];
  for (const text of unusual) assert.equal(written('f', text), undefined, text);
});

test('a surrogate on its own, which JSON writes as an escape, is left to JavaScript', () => {
  const from = TEXT;
  const bytes = Buffer.from([...Buffer.from('{"a":"'), 0xed, 0xa0, 0x80, ...Buffer.from('"}')]);
  kernel.bytes.set(bytes, from);
  assert.equal(kernel.call.writeCall(INPUT, INPUT + 1, from, from + bytes.length, PUT), 0);
});

test('whatever the arguments, what the kernel writes is what JavaScript writes', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"',
      '\\',
      '\\"',
      '\\n',
      '\\u00e9',
      ' ',
      '\n',
      '0',
      '-',
      '.',
      'e',
      'true',
    ),
    fc.constantFrom('null', 'false', '"a"', '"a":', '12', '0.5', 'é', '\ud83d', '\u0001', '10'),
  );
  const damaged = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  const value = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));
  const spaced = fc.tuple(value, fc.nat(3)).map(([json, space]) => JSON.stringify(json, null, space));
  let taken = 0;
  const check = (text: string): void => {
    // The kernel is given UTF-8, of which a lone surrogate is no part.
    const clean = Buffer.from(text).toString();
    const call = written('tool', clean);
    if (call === undefined) return;
    assert.equal(call, inJavaScript('tool', clean));
    taken++;
  };
  fc.assert(fc.property(fc.oneof(damaged, spaced), check), { numRuns: 3000 });
  assert.ok(taken > 100, `${taken} were taken`);
});
