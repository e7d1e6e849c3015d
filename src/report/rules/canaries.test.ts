import assert from 'node:assert/strict';
import { test } from 'node:test';
import { request, type Sent } from '../../../test/fixtures/requests.ts';
import { canaryRules } from './canaries.ts';
import { RuleError } from './rule-error.ts';
import { RuleRun } from './rule-run.ts';

const FILE = '# planted in answers in May\nblue heron 7741\n\nZX-Quartz-Lantern\n';

/** Ids of the rules that match, with how many groups. */
function hitsOf(sent: readonly Sent[]): Record<string, number> {
  const run = new RuleRun(canaryRules(FILE, 'plants.txt'));
  sent.forEach((one, n) =>
    run.add({ kind: 'request', request: request(one), template: undefined }, n, {
      file: 'a.jsonl',
      line: n + 1,
      offset: n,
      length: 9,
    }),
  );
  return Object.fromEntries(run.finish().flatMap(({ id, hitCount }) => (hitCount > 0 ? [[id, hitCount]] : [])));
}

test('a planted string is found in any message of the user and in the system prompt, whatever its case', () => {
  assert.deepEqual(hitsOf([{ account: 'a', user: 'Who keeps the BLUE heron 7741?' }]), { 'rule/canary.2': 1 });
  assert.deepEqual(
    hitsOf([{ account: 'a', user: 'Hi', later: ['Hello.', 'zx-quartz-lantern, and blue heron 7741'] }]),
    {
      'rule/canary.2': 1,
      'rule/canary.4': 1,
    },
  );
  assert.deepEqual(hitsOf([{ account: 'a', user: 'Hi', system: 'Use ZX-Quartz-Lantern.' }]), { 'rule/canary.4': 1 });
});

test('an answer of the model is no prompt, and part of a string is no canary', () => {
  assert.deepEqual(
    hitsOf([
      { account: 'a', user: 'Hi', answer: 'blue heron 7741' },
      { account: 'a', user: 'blue heron 774', later: ['blue heron 7741'] },
    ]),
    {},
  );
});

test('marks of characters that nobody sees are found; emoji, flags and letters that are joined are none', () => {
  const hidden = ['one\u200B\u200C\u200D\u200Btwo', 'text\u{E0068}\u{E0069}'];
  assert.deepEqual(hitsOf(hidden.map((user, n) => ({ account: `a${n}`, user }))), { 'rule/canary.hidden-mark': 2 });
  const visible = ['👩\u200D👩\u200D👧', 'می\u200Cخواهم', '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}'];
  assert.deepEqual(hitsOf(visible.map((user) => ({ account: 'a', user }))), {});
});

test('a file without a canary, and lines that are too short or too long, are refused with their places', () => {
  const refused = (text: string): string => {
    try {
      canaryRules(text, 'plants.txt');
    } catch (error) {
      assert.ok(error instanceof RuleError);
      return error.message;
    }
    throw new Error('accepted');
  };
  assert.match(refused('# nothing\n'), /plants\.txt:1:1: The file contains no canary/);
  assert.match(refused(`long enough\nshort\n${'x'.repeat(300)}`), /plants\.txt:2:1: .*\nplants\.txt:3:1: /);
  assert.match(refused(Array.from({ length: 501 }, (_, n) => `canary ${n} of many`).join('\n')), /At most 500/);
});
