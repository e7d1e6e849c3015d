/** What a report says was taken, held against what the generator of the log knows was taken. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { type DemoOptions, planDemo } from '../src/demo/demo-plan.ts';
import { demoLines } from '../src/demo/demo-lines.ts';
import { SAMPLE } from '../src/demo/sample.ts';
import { audit } from '../src/engine/pipeline/audit.ts';
import { factSentences } from '../src/report/shape/campaign-facts.ts';
import { writeLog } from './fixtures/demo-log.ts';
import { scratchFolder } from './harness/folders.ts';

const folder = scratchFolder('prompt-audit-exposure-');

interface Taken {
  answers: number;
  tokens: number;
}

/** What each campaign took, from the plan of the log and the token counts of its lines. */
function takenIn(options: DemoOptions): { lines: string[]; taken: Map<string, Taken> } {
  const plan = planDemo(options);
  const lines = [...demoLines(plan)];
  const taken = new Map<string, Taken>();
  plan.events.forEach(({ attack, account: { campaign = '' } }, at) => {
    if (!attack) return;
    const { completion_tokens: tokens } = JSON.parse(lines[at]!) as { completion_tokens: number };
    const one = taken.get(campaign) ?? { answers: 0, tokens: 0 };
    taken.set(campaign, { answers: one.answers + 1, tokens: one.tokens + tokens });
  });
  return { lines, taken };
}

const near = (is: number, was: number, part: number, what: string): void => {
  assert.ok(Math.abs(is - was) <= part * was, `${what}: ${is} told, ${was} true`);
};

/** Fields of a line that state tokens. */
const TOKENS = /^(?:usage|(?:prompt|completion|total)_tokens)$/;

const LOGS: readonly DemoOptions[] = [SAMPLE, ...[21, 22, 23].map((seed) => ({ seed, requests: 4000 }))];

for (const options of LOGS) {
  test(`the exposure of each campaign is within a hundredth of the truth in answers, a twentieth in tokens (seed ${options.seed})`, async () => {
    const { lines, taken } = takenIn(options);
    const plan = planDemo(options);
    const own = new Map(plan.accounts.map(({ id, campaign }) => [id, campaign]));
    const { report } = await audit(writeLog(join(folder, String(options.seed)), lines), { workers: 0 });
    const told = report.campaigns.filter(({ verdict }) => verdict === 'distillation');
    assert.equal(told.length, taken.size);
    near(
      report.taken!.campaigns.answers,
      [...taken.values()].reduce((sum, { answers }) => sum + answers, 0),
      0.01,
      'answers of all campaigns',
    );
    assert.equal(report.taken!.answers, lines.length);
    for (const { accounts, exposure } of told) {
      const campaign = own.get(accounts[0]!) ?? '';
      const { answers, tokens } = taken.get(campaign)!;
      near(exposure!.requests - exposure!.failed, answers, 0.01, `answers of ${campaign}`);
      near(exposure!.outputTokens, tokens, 0.05, `tokens of ${campaign}`);
    }
  });
}

test('a log that states no tokens gets an estimate within a twentieth of what the same log states, and is told from a count', async () => {
  const { lines, taken } = takenIn(LOGS[0]!);
  const bare = lines.map((line) => {
    const value = JSON.parse(line, (name, one: unknown) => (TOKENS.test(name) ? undefined : one)) as unknown;
    return `${JSON.stringify(value)}\n`;
  });
  const { report } = await audit(writeLog(join(folder, 'bare'), bare), { workers: 0 });
  const { exposure } = report.campaigns[0]!;
  assert.equal(exposure!.counted, 0);
  near(exposure!.estimatedTokens!, [...taken.values()][0]!.tokens, 0.05, 'tokens');
  assert.match(factSentences(report.campaigns[0]!, report).join(' '), /Volume: about .* the log states none\./);
});
