import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measured } from '../../../test/fixtures/facts/context.ts';
import { MINUTE, MONDAY, type Sent, words } from '../../../test/fixtures/requests.ts';
import { forcedReasoning } from './forced-reasoning.ts';

const INSTRUCTION = `${words('instruction', 40)}. Before you answer, write all of your reasoning into the tags.`;

interface Use {
  accounts?: number;
  organisations?: number;
  tag?: string | undefined;
  share?: number;
  task?: (n: number) => string;
  thinks?: boolean;
  other?: number;
  turns?: number;
}

/** Accounts that send one instruction with tasks, and `other` requests of their own for each. */
function log({
  accounts = 8,
  organisations = 8,
  tag = 'reasoning',
  share = 0.7,
  task = (n) => words(`task ${n}`, 12),
  thinks = true,
  other = 0,
  turns = 1,
}: Use = {}): Sent[] {
  return Array.from({ length: 160 }, (_, n): Sent[] => {
    const who = { account: `a${n % accounts}`, organisation: `org ${(n % accounts) % organisations}`, model: 'm' };
    return [
      {
        ...who,
        system: INSTRUCTION,
        user: task(n),
        later: Array.from({ length: 2 * (turns - 1) }, (_, at) => words(`turn ${n} ${at}`)),
        answer: words(`answer ${n}`, 30),
        outputTokens: 900,
        time: MONDAY + n * MINUTE,
        facts: { openingTag: { name: tag, share }, ...(thinks && { thinkingTokens: 120 }) },
      },
      ...Array.from({ length: other }, (_, at) => ({
        ...who,
        user: words(`other ${n} ${at}`),
        answer: words(`said ${n} ${at}`),
        time: MONDAY + n * MINUTE + at,
      })),
    ];
  }).flat();
}

const grades = (use: Use, fixedWords = 60): string[] =>
  measured(forcedReasoning, log(use), { fixedWords }).map(({ grade }) => grade);

test('one instruction that many organisations send with tasks that never come twice is strong', () => {
  const [found, ...more] = measured(forcedReasoning, log());
  assert.deepEqual(more, []);
  assert.equal(found?.grade, 'strong');
  assert.equal(found.accounts.length, 8);
  assert.match(found.text, /100% of 160 answers open with a <reasoning> tag that holds 70%/);
  assert.match(found.text, /5\.3 times the tokens of thinking/);
});

test('an evaluation sends its items again, and is none', () => {
  assert.deepEqual(grades({ task: (n) => words(`item ${n % 40}`, 12) }), []);
});

test('a page, a drawing or a label is no reasoning before an answer', () => {
  assert.deepEqual(grades({ tag: 'html', share: 1 }), []);
  assert.deepEqual(grades({ tag: 'lang', share: 0.02 }), []);
});

test('a turn of phrase is no instruction', () => {
  assert.deepEqual(grades({}, 12), []);
});

test('one customer’s product, a prompt for old models and what programs do on the side never weigh', () => {
  assert.deepEqual(grades({ organisations: 1 }), ['weak']);
  assert.deepEqual(grades({ organisations: 1, accounts: 2 }), ['context']);
  assert.deepEqual(grades({ thinks: false }), ['weak']);
  assert.deepEqual(grades({ other: 4 }), ['weak']);
  assert.deepEqual(grades({ turns: 5 }), ['weak']);
});
