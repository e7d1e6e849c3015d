/**
 * The kernel against `JSON.parse`, on anything that could be JSON. Longer than 250 lines: the tables of the grammar
 * are long.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { codeFile } from '../../../../scripts/build-kernel.ts';
import { GROUP_OF, INPUT, Kernel, KIND, MARK, PUT, TEXT, TYPE, USE } from './kernel.ts';

const kernel = new Kernel();
const SEEN = kernel.addTable({ others: USE.none, keys: { wanted: { use: 2 }, who: { use: USE.groupA } } });
const LIST = kernel.addList({ use: 4, table: SEEN });
const ROOT = kernel.addTable({
  others: USE.groupB,
  keys: {
    text: { use: 3 },
    list: { use: 5, table: LIST },
    inner: { use: USE.none, table: SEEN },
    who: { use: USE.groupA },
    passed: { use: USE.none },
  },
});

const ATTRIBUTES = kernel.addTable({
  others: USE.groupB,
  keys: { text: { use: 3 }, count: { use: 4 }, who: { use: USE.groupA }, passed: { use: USE.none } },
  odd: 5,
});
const ITEM = kernel.addTable({ others: USE.none, keys: { attributes: { use: 6, table: ATTRIBUTES } } });
const ITEMS = kernel.addList({ use: 2, table: ITEM }, true);

function read(json: string | Buffer, root = ROOT): number {
  const bytes = Buffer.from(json);
  assert.ok(kernel.load(bytes, 0, bytes.length));
  return kernel.call.read(INPUT, INPUT + bytes.length, root);
}

/** Slot, kind and bytes of every event. */
function events(json: string, root = ROOT): [number, number, string][] {
  return Array.from({ length: Math.max(0, read(json, root)) }, (_, i) => {
    const [slot, kind, from, to] = kernel.events.subarray(4 * i, 4 * i + 4);
    return [slot!, kind!, kernel.bytes.toString('utf8', from, to)];
  });
}

test('the compiled kernel is that of its source', () => {
  assert.equal(readFileSync(join(__dirname, 'kernel-code.ts'), 'utf8'), codeFile('kernel'));
});

test('values of wanted keys are found wherever they stand, with the bytes they take', () => {
  const { string, number, object, array, null: nothing } = KIND;
  const json =
    '{ "passed" : [1, {"wanted": 2}], "text":"a b", "inner":{"x":1,"wanted":null}, "list":[ {"wanted":1.5} ,7] }';
  assert.deepEqual(events(json), [
    [1, object, json],
    [3, string, 'a b'],
    [2, nothing, 'null'],
    [5, array, '[ {"wanted":1.5} ,7]'],
    [4, object, '{"wanted":1.5}'],
    [2, number, '1.5'],
    [4, number, '7'],
  ]);
});

test('strings are marked that have escapes or letters beyond ASCII', () => {
  const marks = (text: string): number => events(`{"text":${text}}`)[1]![1] & ~KIND.kind;
  assert.equal(marks('"plain"'), 0);
  assert.equal(marks('"a\\nb"'), MARK.escaped);
  assert.equal(marks('"é"'), MARK.wide);
  for (let length = 0; length < 200; length++) {
    const filler = 'x'.repeat(length);
    assert.equal(marks(`"${filler}"`), 0);
    assert.equal(marks(`"\\n${filler}"`), MARK.escaped, `an escape ${length} bytes before the end`);
    assert.equal(marks(`"${filler}é"`), MARK.wide, `a letter behind ${length} bytes`);
  }
});

test('the kernel takes for JSON what JSON.parse does, and nothing else', () => {
  const json = fc.json({ maxDepth: 5 });
  const pieces = [
    '"',
    '\\',
    '\\u12',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '1',
    '.',
    'e',
    '-',
    '0',
    'tru',
    'null',
    ' ',
    '\t',
    '\u0001',
    'é',
  ];
  const broken = fc.tuple(json, fc.nat(), fc.constantFrom('', ...pieces), fc.nat(2)).map(([text, at, piece, gone]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + piece + text.slice(place + gone);
  });
  const isJson = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(fc.oneof(json, broken), fc.nat(130), (found, blanks) => {
      // Strings and escapes fall on every place of the 64 bytes that are looked at in one step.
      const text = ' '.repeat(blanks) + found;
      // The kernel leaves keys that are written with escapes to others.
      if (!text.includes('\\')) assert.equal(read(text) >= 0, isJson(text), JSON.stringify(text));
      else if (read(text) >= 0) assert.ok(isJson(text), JSON.stringify(text));
    }),
    { numRuns: 3000 },
  );
});

test('strings of backslashes and quotes end where JSON.parse ends them', () => {
  const letters = fc.string({ unit: fc.constantFrom('\\', '\\\\', '"', 'n', 'u', '0', ' ', '\t'), maxLength: 150 });
  fc.assert(
    fc.property(letters, fc.nat(130), (text, blanks) => {
      const json = `${' '.repeat(blanks)}{"text":"${text}"}`;
      let whole: string | undefined;
      try {
        whole = String((JSON.parse(json) as { text: unknown }).text);
      } catch {
        whole = undefined;
      }
      const found = read(json);
      // A key that is written with an escape is left to others.
      if (whole === undefined) assert.equal(found, -1, json);
      else if (found > 1) assert.equal(JSON.parse(`"${events(json)[1]![2]}"`), whole);
    }),
    { numRuns: 20_000 },
  );
});

test('the bytes behind a text make no difference to it', () => {
  for (const behind of ['\\x', '\\', '"', '"\\u12', '\n', 'é', '{}']) {
    const end =
      INPUT + kernel.bytes.write(`{"text":"a\\nb"}${behind.repeat(40)}`, INPUT) - Buffer.byteLength(behind) * 40;
    assert.equal(kernel.call.read(INPUT, end, ROOT), 2, behind);
  }
});

test('the groups of a line change with their keys and values, and with nothing else', () => {
  const groups = (json: string): string => {
    assert.ok(read(json) >= 0);
    return `${kernel.call.group(0)} ${kernel.call.group(1)}`;
  };
  const base = groups('{"who":"a","text":"x","other":1,"passed":2}');
  assert.equal(groups('{"who":"a","text":"other","other":1,"passed":[3]}'), base);
  const [who, other] = base.split(' ');
  assert.equal(groups('{"who":"b","text":"x","other":1}').split(' ')[1], other);
  assert.equal(groups('{"who":"a","text":"x","other":2}').split(' ')[0], who);
  assert.notEqual(groups('{"who":"b","text":"x","other":1}').split(' ')[0], who);
  assert.notEqual(groups('{"who":"a","text":"x","other":2}').split(' ')[1], other);
  assert.notEqual(groups('{"inner":{"who":"a"},"other":1}').split(' ')[0], who, 'the same key inside another value');
});

const attribute = (key: string, value: unknown): string => JSON.stringify({ key, value });

test('attributes are found by their names, and those of another form are reported whole', () => {
  const list = [
    attribute('text', { stringValue: 'a' }),
    ' { "key" : "count" , "value" : { "intValue" : "7" } } ',
    attribute('count', { intValue: 8 }),
    attribute('passed', { stringValue: 'b' }),
    attribute('text', { boolValue: true }),
    attribute('text', 'bare'),
    '{"value":{"stringValue":"a"},"key":"text"}',
    '{"key":"text","value":{"stringValue":"a"},"more":1}',
    '7',
  ];
  const json = `[{"attributes":[${list.join(',')}]},{}]`;
  const found = events(json, ITEMS).filter(([slot]) => slot < GROUP_OF.a);
  const { object, array, string, number } = KIND;
  assert.deepEqual(found.slice(3), [
    [3, string | TYPE.string, 'a'],
    [4, string | TYPE.int, '7'],
    [4, number | TYPE.int, '8'],
    [5, object, list[4]],
    [5, object, list[5]],
    [5, object, list[6]],
    [5, object, list[7]],
    [5, number, '7'],
    [2, object, '{}'],
  ]);
  assert.deepEqual(
    found.slice(0, 3).map(([slot, kind]) => [slot, kind]),
    [
      [1, array],
      [2, object],
      [6, array],
    ],
  );
});

test('each item of a list has groups of its own', () => {
  const groupsOf = (...attributes: string[]): number[][] => {
    const count = read(`[${attributes.map((list) => `{"attributes":[${list}]}`).join(',')}]`, ITEMS);
    const places = Array.from({ length: count }, (_, i) => i);
    return [GROUP_OF.a, GROUP_OF.b].map((slot) =>
      places.filter((i) => kernel.events[4 * i] === slot).map((i) => kernel.eventNumbers[2 * i + 1]!),
    );
  };
  const [who, other] = [attribute('who', { stringValue: 'a' }), attribute('other', { stringValue: 'x' })];
  const text = attribute('text', { stringValue: 'any' });
  const [a, b] = groupsOf(`${who},${other}`, `${text},${who},${other}`, attribute('who', 1), other, other);
  assert.equal(a![0], a![1]);
  assert.notEqual(a![0], a![2]);
  assert.equal(a![3], a![4]);
  assert.notEqual(a![2], a![3]);
  assert.equal(b![0], b![1]);
  assert.equal(b![1], b![3]);
  assert.notEqual(b![2], b![3]);
});

test('attributes that are JSON to JSON.parse are JSON to the kernel, and nothing else is', () => {
  const json = `[{"attributes":[${attribute('text', { stringValue: 'a' })},${attribute('x', { intValue: '1' })},{}]}]`;
  const pieces = ['"', '{', '}', '[', ']', ',', ':', '1', 'value', 'key', '"key"', ' ', 'null', 'é'];
  fc.assert(
    fc.property(fc.nat(json.length), fc.constantFrom('', ...pieces), fc.nat(3), (at, piece, gone) => {
      const broken = json.slice(0, at) + piece + json.slice(at + gone);
      let isJson = true;
      try {
        JSON.parse(broken);
      } catch {
        isJson = false;
      }
      assert.equal(read(broken, ITEMS) >= 0, isJson, broken);
    }),
    { numRuns: 3000 },
  );
});

test('a field that stood in a string is read behind that in which it stood', () => {
  const count = read('{"text":"[]","list":[7]}');
  const outer = kernel.events.slice(0, 4 * count);
  const end = kernel.put('{"wanted":[1,2]}');
  kernel.bytes.copyWithin(TEXT, PUT, end);
  assert.equal(kernel.call.readInner(TEXT, TEXT + end - PUT, SEEN), 2);
  assert.deepEqual(kernel.events.slice(0, 4 * count), outer);
  assert.equal(kernel.events[4 * count + 4], 2);
  assert.equal(kernel.call.readInner(TEXT, TEXT + end - PUT - 1, SEEN), -1);
});
