import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { INNER, INPUT, Kernel, PUT } from './kernel.ts';

const kernel = new Kernel();

/** Texts of which most letters are written as escapes. */
const escaped = fc.string({ unit: fc.constantFrom(...Array.from('\n\n"\\\\/\t\r\b\f\u0001nu0aé')), maxLength: 120 });

test('the mark of a shortened text is found wherever it stands, and an escape that may hide it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('l', 'i', 't', 'e', 'm', '\\', 'u', '0', ' '), maxLength: 80 }),
      fc.nat(),
      (text, at) => {
        const having = (word: string): string => text.slice(0, at % 80) + word + text.slice(at % 80);
        for (const some of [text, having('litellm'), having('\\u006c')]) {
          // What comes after a text does not count.
          const end = INPUT + kernel.bytes.write(`${some}litellm\\u00`, INPUT) - 'litellm\\u00'.length;
          assert.equal(kernel.call.isMarked(INPUT, end) !== 0, some.includes('litellm'), some);
          assert.equal(kernel.call.hidesLetters(INPUT, end) !== 0, some.includes('\\u00'), some);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test('a string is decoded as JSON.parse decodes it, lone surrogates included', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), escaped), fc.boolean(), (text, ascii) => {
      const written = JSON.stringify(text).replaceAll('/', ascii ? '/' : '\\/');
      const json = ascii
        ? written.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
        : written;
      const bytes = Buffer.from(json);
      kernel.load(bytes, 0, bytes.length);
      const end = kernel.call.unescape(INPUT + 1, INPUT + bytes.length - 1, INNER);
      const decoded = Buffer.from(kernel.bytes.subarray(INNER, end));
      const put = kernel.put(text);
      assert.deepEqual(decoded, Buffer.from(kernel.bytes.subarray(PUT, put)));
      assert.equal(kernel.call.units(PUT, put), text.length);
      if (Buffer.from(text).toString() === text) assert.equal(decoded.toString('utf8'), text);
    }),
    { numRuns: 2000 },
  );
});

test('an escape by number is found wherever it stands, and nothing behind the text is', () => {
  const find = (text: string, to = text.length): boolean => {
    kernel.bytes.fill('\\u', INPUT, INPUT + 200, 'latin1');
    kernel.bytes.write(text, INPUT, 'latin1');
    return kernel.call.hasUnicodeEscape(INPUT, INPUT + to) !== 0;
  };
  for (let before = 0; before < 40; before++) {
    const text = `${'\\n'.repeat(before >> 1)}${'u'.repeat(before & 1)}`;
    assert.ok(find(`${text}\\u00e9`), text);
    assert.ok(!find(text), text);
    assert.ok(!find(`${text}\\u`, text.length + 1), text);
  }
});

test('bytes that are no UTF-8 are told from those that are', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 20 }), (noise, text) => {
      for (const bytes of [Buffer.from(noise), Buffer.from(text), Buffer.concat([Buffer.from(text), noise])]) {
        kernel.load(bytes, 0, bytes.length);
        const isUtf8 = Buffer.from(bytes.toString('utf8')).equals(bytes);
        assert.equal(kernel.call.isUtf8(INPUT, INPUT + bytes.length) !== 0, isUtf8);
      }
    }),
    { numRuns: 2000 },
  );
});

test('a number is exactly the one that JavaScript reads, or left to it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()), (number) => {
      const text = JSON.stringify(number);
      const bytes = Buffer.from(text);
      kernel.load(bytes, 0, bytes.length);
      const found = kernel.call.decimal(INPUT, INPUT + bytes.length);
      assert.ok(Number.isNaN(found) || found === number, text);
    }),
  );
  for (const [text, number] of [
    ['1772409627.550389', 1772409627.550389],
    ['-12', -12],
    ['0.1', 0.1],
  ] as const) {
    const bytes = Buffer.from(text);
    kernel.load(bytes, 0, bytes.length);
    assert.equal(kernel.call.decimal(INPUT, INPUT + bytes.length), number);
  }
});
