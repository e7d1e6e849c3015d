import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { DAY, MINUTE, MONDAY, words } from '../../../test/fixtures/requests.ts';
import { baselineText } from '../campaigns/baseline/baseline-file.ts';
import { mergeBaselines } from '../campaigns/baseline/baseline.ts';
import { audit } from './audit.ts';
import { learnBaseline } from './learn-baseline.ts';
import { openLog } from './open-log.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('audit-drift-');
const at = (name: string): string => join(folder, name);

const PRODUCTS = Array.from({ length: 9 }, (_, n) => `${words(`product ${n}`, 6)}.\n${words(`rules ${n}`, 6)}.`);

const line = (id: string, account: string, time: number, system: string, user: string): string =>
  `${JSON.stringify({
    id,
    call_type: 'acompletion',
    status: 'success',
    startTime: time / 1000,
    endTime: time / 1000 + 1,
    model: 'heron-3',
    metadata: { user_api_key_hash: account },
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: user },
    ],
    response: { choices: [{ message: { role: 'assistant', content: `It is ${words(id, 12)}.` } }] },
  })}\n`;

/** Sixty customers who each use one of the products twice a day, and accounts that begin to send something else. */
function day(number: number, newcomers = 0): string[] {
  const start = MONDAY + number * DAY;
  const customers = Array.from({ length: 120 }, (_, n) =>
    line(
      `c${number}-${n}`,
      `customer-${n % 60}`,
      start + n * 11 * MINUTE,
      PRODUCTS[n % (number % 7 > 4 ? 5 : 9)]!,
      `${words(`q ${number} ${n}`)}.`,
    ),
  );
  const others = Array.from({ length: newcomers }, (_, n) =>
    line(
      `n${number}-${n}`,
      `newcomer-${n}`,
      start + n * 9 * MINUTE,
      'Show your work.',
      `Solve it and write out every step.\n${words(`task ${number} ${n}`)}.`,
    ),
  );
  return [...customers, ...others];
}

/** Paths of logs of some days, all in one or each in its own. */
const baselineOf = async (...logs: string[]): Promise<string> => {
  const parts = [];
  for (const log of logs) {
    const { judge, release } = await openLog([log], { workers: 0 }, () => undefined);
    parts.push(learnBaseline(await judge(() => undefined)));
    await release();
  }
  return baselineText(parts.reduce(mergeBaselines));
};

before(async () => {
  const days = Array.from({ length: 14 }, (_, n) => day(n));
  writeFileSync(at('first.jsonl'), days.slice(0, 6).flat().join(''));
  writeFileSync(at('second.jsonl'), days.slice(6).flat().join(''));
  writeFileSync(at('later.jsonl'), [...day(14), ...day(15, 40)].join(''));
  writeFileSync(at('baseline.json'), await baselineOf(at('first.jsonl'), at('second.jsonl')));
});

test('a day on which newcomers send something else is an alarm, in the same bytes whatever the number of readers', async () => {
  const options = { baseline: at('baseline.json'), reading: { rangeBytes: 20_000 } };
  const { report } = await audit([at('later.jsonl')], { ...options, workers: 0 });
  const { drift } = report;
  assert.equal(drift?.days, 2);
  assert.deepEqual([...new Set(drift.alarms.map((alarm) => alarm.day))], [MONDAY + 15 * DAY]);
  const [first] = drift.alarms;
  assert.equal(first!.cohort, 'all accounts together');
  const [top] = first!.templates;
  assert.ok(top!.accounts === 40 && top!.lines.every((ref) => ref.line > 240), JSON.stringify(top));
  const [all] = drift.cohorts!;
  assert.equal(all!.cohort, first!.cohort);
  assert.deepEqual([all!.ordinary.length, all!.compared.length], [14, 2]);
  assert.deepEqual(
    all!.compared.find(({ day: at }) => at === first!.day),
    { day: first!.day, accounts: first!.accounts, moved: first!.moved, p: first!.p },
  );
  const threaded = await audit([at('later.jsonl')], { ...options, workers: 3 });
  assert.equal(JSON.stringify(threaded.report), JSON.stringify(report));
});

test('baselines are the same bytes in whatever order their logs are merged', async () => {
  assert.equal(
    await baselineOf(at('second.jsonl'), at('first.jsonl')),
    await baselineOf(at('first.jsonl'), at('second.jsonl')),
  );
});

test('without a baseline nothing is said of days', async () => {
  const { report } = await audit([at('later.jsonl')], { workers: 0 });
  assert.equal('drift' in report, false);
});
