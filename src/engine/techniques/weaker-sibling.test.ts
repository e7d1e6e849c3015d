import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measured, resent } from '../../../test/fixtures/facts/context.ts';
import { HOUR, MINUTE, MONDAY, type Sent, words } from '../../../test/fixtures/requests.ts';
import { isWeaker } from './facts/model-families.ts';
import { weakerSibling } from './weaker-sibling.ts';

/** Reasoning of a strong model that goes to another one, in the same conversation or not. */
const log = (reader: string, length: (n: number) => number, isSame = false): Sent[] =>
  Array.from({ length: 60 }, (_, n): Sent[] => {
    const user = words(`task ${n}`);
    const thinkingTokens = 100 + ((n * 37) % 900);
    return [
      {
        account: `a${n % 8}`,
        organisation: `org ${n % 8}`,
        model: 'claude-opus-5',
        user,
        time: MONDAY + n * MINUTE,
        facts: { produced: [{ hash: `s${n}` }], thinkingTokens },
      },
      {
        account: `a${n % 8}`,
        organisation: `org ${n % 8}`,
        model: reader,
        user: isSame ? user : `Turn it into text, ${words(`again ${n}`)}`,
        outputTokens: length(thinkingTokens),
        time: MONDAY + n * MINUTE + HOUR,
        facts: { resent: [resent(`s${n}`, isSame ? user : `again ${n}`)] },
      },
    ];
  })
    .flat()
    .sort((a, b) => a.time! - b.time!);

const grades = (sent: Sent[]): string[] => measured(weakerSibling, sent).map(({ grade }) => grade);
const COPIED = (thinking: number): number => Math.round(1.1 * thinking);

test('thinking of a strong model that a weaker one writes out at its length is strong', () => {
  assert.deepEqual(grades(log('claude-haiku-5.5', COPIED)), ['strong']);
});

test('a stronger model, another vendor, the same conversation or a length of its own is none', () => {
  assert.deepEqual(grades(log('claude-opus-5.5', COPIED)), []);
  assert.deepEqual(grades(log('gpt-5-mini', COPIED)), []);
  assert.deepEqual(grades(log('claude-haiku-5.5', COPIED, true)), []);
  assert.deepEqual(grades(log('claude-haiku-5.5', (thinking) => 100 + ((thinking * 7919) % 600))), []);
});

test('sizes are compared within one vendor alone', () => {
  assert.equal(isWeaker('claude-haiku-5', 'claude-sonnet-5'), true);
  assert.equal(isWeaker('gpt-5-mini', 'claude-opus-5'), false);
  assert.equal(isWeaker('claude-opus-5', 'claude-opus-4'), false);
  assert.equal(isWeaker('bird', 'claude-opus-4'), false);
});
