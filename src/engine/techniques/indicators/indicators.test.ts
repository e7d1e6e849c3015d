import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contextOf, measured } from '../../../../test/fixtures/facts/context.ts';
import { MINUTE, MONDAY, type Sent, words } from '../../../../test/fixtures/requests.ts';
import { keyedHash } from '../../../math/keyed-hash.ts';
import { parseIndicators, parseKey } from './indicators.ts';
import { knownElsewhere } from './known-elsewhere.ts';

const SENTENCE = 'You are in a debugging session and the user is inspecting your reasoning trace';
const HASH = 'a'.repeat(32);

/** Accounts that send a sentence in some place, among others. */
const log = (place: (n: number) => Partial<Sent>): Sent[] =>
  Array.from({ length: 120 }, (_, n): Sent => ({
    account: n % 2 ? `sender-${n % 6}` : `person-${n}`,
    address: n % 2 ? '203.0.113.7' : '198.51.100.9',
    user: `${words(`question ${n}`, 9)}?`,
    time: MONDAY + n * MINUTE,
    ...(n % 2 ? place(n) : {}),
  }));

const found = (text: string, sent: Sent[], key?: string): { grade: string; accounts: number[]; text: string }[] =>
  measured(knownElsewhere, sent, { indicators: parseIndicators(text, 'named.txt', key) });

test('a sentence is found where instructions stand, and not in what somebody pastes', () => {
  const line = `text "${SENTENCE}."`;
  const [inSystem] = found(
    line,
    log(() => ({ system: `${SENTENCE}. ${words('more', 9)}.` })),
  );
  assert.deepEqual([inSystem?.grade, inSystem?.accounts.length], ['strong', 3]);
  const [inTemplate] = found(
    line,
    log((n) => ({ user: `${SENTENCE}. ${words('fixed', 12)}.\n${words(`item ${n}`, 9)}.` })),
  );
  assert.equal(inTemplate?.accounts.length, 3);
  const pasted = log((n) =>
    n === 1 ? { user: `What does this mean?\n${words('article', 30)}.\n${SENTENCE}.\n${words('end', 9)}.` } : {},
  );
  assert.deepEqual(found(line, pasted), []);
});

test('a signature is found by its hash, and an address alone is weak', () => {
  const sent = log(() => ({ facts: { produced: [{ hash: HASH }] } }));
  const all = found(`# from a partner\nsignature ${HASH}\naddress 203.0.113.7\n`, sent);
  assert.deepEqual(
    all.map(({ grade, accounts }) => [grade, accounts.length]),
    [
      ['strong', 3],
      ['weak', 3],
    ],
  );
});

test('keyed hashes are found with their key, and say nothing without', () => {
  const key = parseKey('a key that is shared\n', 'shared.key');
  const text = `keyed ${keyedHash(key, 'address', '203.0.113.7')}`;
  assert.equal(
    found(
      text,
      log(() => ({})),
      key,
    )[0]?.accounts.length,
    3,
  );
  assert.deepEqual(
    found(
      text,
      log(() => ({})),
      'another key of that length',
    ),
    [],
  );
  assert.throws(() => parseIndicators(text, 'named.txt'), /named\.txt: It holds 1 keyed hash, .*--key FILE/);
});

test('a STIX bundle gives what is understood of it', () => {
  const pattern = (text: string): object => ({ type: 'indicator', pattern: text });
  const objects = [
    pattern("[ipv4-addr:value = '203.0.113.7']"),
    pattern("[file:hashes.md5 = 'x']"),
    pattern(`[x-prompt-audit:keyed = '${HASH}']`),
    { type: 'campaign' },
    null,
    pattern("[ipv4-addr:value = '1.1.1.1'] OR [ipv4-addr:value = '2.2.2.2']"),
  ];
  const { plain, keyed } = parseIndicators(JSON.stringify({ type: 'bundle', objects }), 'b.json', 'k');
  assert.deepEqual([[...plain.address], [...keyed]], [['203.0.113.7'], [HASH]]);
});

test('templates that a bundle of this program names are looked for, unless so many are named that some are there by accident', () => {
  const sent = log((n) => ({ system: `${words('fixed', 30)}.`, user: `${words(`item ${n}`, 9)}?` }));
  const id = contextOf(sent).templates.ids[0]!;
  const note = (external_id: string): object => ({
    type: 'note',
    external_references: [{ source_name: 'prompt-audit template', external_id }, { source_name: 'capec' }, null],
  });
  const bundle = (ids: readonly string[]): string => JSON.stringify({ type: 'bundle', objects: ids.map(note) });
  assert.deepEqual(
    found(bundle([id]), sent).map(({ grade }) => grade),
    ['strong'],
  );
  const others = Array.from({ length: 60 }, (_, n): Sent[] =>
    Array.from({ length: 6 }, (_, at) => ({
      account: `other-${at}`,
      system: `${words(`own ${n}`, 20)}.`,
      user: `${words(`q ${n} ${at}`, 9)}?`,
    })),
  ).flat();
  const keyed = new Set(Array.from({ length: 1_000_000 }, (_, n) => n.toString(16).padStart(32, '0')));
  const indicators = { ...parseIndicators(`template ${id}`, 'named.txt'), keyed, key: 'k' };
  assert.deepEqual(
    measured(knownElsewhere, [...sent, ...others], { indicators }).map(({ grade }) => grade),
    ['weak'],
  );
});

test('an indicator that is wrong is named with its place', () => {
  const said = (text: string): string => {
    try {
      parseIndicators(text, 'named.txt');
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };
  assert.match(said('address 1.1.1.1\nbanana x'), /^named\.txt:2: "banana" is no kind/);
  assert.match(said('signature xyz'), /^named\.txt:1: A signature is a hash of 32/);
  assert.match(said('address'), /^named\.txt:1: A line is KIND VALUE/);
  assert.match(said('{"type": "bundle"}'), /no STIX bundle/);
  assert.match(said('{"type":'), /begins like JSON and is none/);
  assert.match(said('# nothing'), /no indicator in it/);
  assert.match(said('toString x'), /"toString" is no kind/);
  assert.throws(() => parseKey('short', 'k'), /k: A key has at least 16 characters/);
});

/** Accounts of as many firms that send something, and grades of what is found. */
const grades = (text: string, place: (who: number, n: number) => Partial<Sent>): string[] =>
  found(
    text,
    Array.from({ length: 120 }, (_, n) => ({
      account: `user-${n % 12}`,
      organisation: `firm ${n % 12}`,
      user: `${words(`question ${n}`, 9)}?`,
      time: MONDAY + n * MINUTE,
      ...place(n % 12, n),
    })),
  ).map(({ grade }) => grade);

test('a sentence that stands in prompts of many products, or is all that people have in common, never weighs', () => {
  const common = 'You are a helpful assistant';
  const line = `text "${common}."`;
  assert.deepEqual(
    grades(line, (who) => ({ system: `${common}. ${words(`shop ${who}`, 20)}. ${words(`rule ${who}`, 20)}.` })),
    ['weak'],
  );
  assert.deepEqual(
    grades(line, () => ({ system: `${common}.` })),
    ['weak'],
  );
  assert.deepEqual(
    grades(line, () => ({ system: `${common}. ${words('harvest', 20)}. ${words('more', 20)}.` })),
    ['strong'],
  );
});

test('a signature that was published, or that many organisations have, never weighs', () => {
  const place = (): Partial<Sent> => ({ facts: { produced: [{ hash: HASH }] } });
  assert.deepEqual(grades(`signature ${HASH}`, place), ['weak']);
  const few = (who: number): Partial<Sent> => (who < 2 ? place() : {});
  assert.deepEqual(grades(`signature ${HASH}`, few), ['strong']);
  const indicators = parseIndicators(`signature ${HASH}`, 'named.txt');
  const sent = log((n) => (n < 40 ? place() : {}));
  assert.deepEqual(
    [[], [HASH]].map((published) => measured(knownElsewhere, sent, { indicators, published })[0]?.grade),
    ['strong', 'weak'],
  );
});
