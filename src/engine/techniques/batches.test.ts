import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measured } from '../../../test/fixtures/facts/context.ts';
import { MINUTE, MONDAY, type Sent, words } from '../../../test/fixtures/requests.ts';
import { batches } from './batches.ts';

/** Requests of one template in a batch an account. */
const sent = (more: (n: number) => Partial<Sent> = () => ({})): Sent[] =>
  Array.from({ length: 240 }, (_, n) => ({
    account: `sender-${n % 4}`,
    organisation: `firm ${n % 4}`,
    system: `${words('instruction', 20)}.`,
    user: `${words(`task ${n}`, 9)}?`,
    answer: words(`answer ${n}`, 9),
    time: MONDAY + n * MINUTE,
    facts: { batchId: `msgbatch_${n % 4}` },
    ...more(n),
  }));

test('organisations with one template that send hardly anything but batches are context, and never more', () => {
  const [first, ...others] = measured(batches, sent());
  assert.deepEqual([first?.grade, first?.accounts.length, others], ['context', 4, []]);
  assert.match(first!.text, /4 organisations .* 240 requests in 4 batches/);
});

test('batches of one organisation, of items that come again, or beside other work are not told', () => {
  const firm = 'firm';
  for (const change of [
    () => ({ organisation: firm }),
    (n: number) => ({ user: `${words(`task ${n % 20}`, 9)}?` }),
    (n: number) => (n % 3 === 0 ? { facts: {} } : {}),
  ] satisfies ((n: number) => Partial<Sent>)[])
    assert.deepEqual(measured(batches, sent(change)), []);
});
