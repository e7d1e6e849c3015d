import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { demoLog } from '../../../test/fixtures/demo-log.ts';
import type { Report } from '../../report/shape/report.ts';
import { dayOf } from '../../text/times.ts';
import { COMMANDS } from '../commands.ts';
import { TestTerminal } from '../output/test-terminal.ts';
import { runProgram } from '../program.ts';

const folder = mkdtempSync(join(tmpdir(), 'prompt-audit-decide-'));
const log = join(folder, 'log.jsonl');
const report = join(folder, 'report.json');
const triage = join(folder, 'triage.json');

async function run(...args: string[]) {
  const terminal = new TestTerminal();
  const code = await runProgram(args, COMMANDS, terminal);
  return { code, out: terminal.out.text, err: terminal.err.text };
}

before(async () => {
  writeFileSync(log, demoLog({ seed: 1, requests: 1000 }).lines.join(''));
  assert.equal((await run('scan', log, '-o', report, '-q')).code, 0);
});
after(() => rmSync(folder, { recursive: true, force: true }));

const decide = (...args: string[]) => run('decide', report, ...args, '--triage', triage);

test('a campaign that somebody answers for no longer fails a scan, until its last day; then it counts again', async () => {
  const { campaigns } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const ids = campaigns.map(({ id }) => id);
  const decision = ['--as', 'benign', '--note', 'Our evaluation', '--owner', 'evals'];
  const { code, out } = await decide(...ids, ...decision, '--expires', '90d');
  assert.equal(code, 0);
  const last = dayOf(Date.now() + 90 * 86_400_000);
  assert.ok(out.includes(`campaign C1`) && out.endsWith(` marked benign until ${last}.\n`), out);
  assert.match(readFileSync(triage, 'utf8'), /"owner": "evals"/);
  const scan = () => run('scan', log, '--triage', triage, '--fail-on', 'distillation', '--verbose');
  const allowed = await scan();
  assert.equal(allowed.code, 0, allowed.err);
  assert.match(allowed.out, /Marked benign \(owner: evals\) on /);
  writeFileSync(triage, readFileSync(triage, 'utf8').replaceAll(last, '2020-01-01'));
  const later = await scan();
  assert.equal(later.code, 1);
  assert.match(later.out.replaceAll(/\s+/g, ' '), /\(owner: evals\): expired on 2020-01-01/);
});

test('the last decision replaces the one before, and "open" takes it back', async () => {
  const { accounts } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const { account } = accounts[0]!;
  const marks = () =>
    (JSON.parse(readFileSync(triage, 'utf8')) as { marks: { account?: string; state: string }[] }).marks;
  const states = () => marks().flatMap((mark) => (mark.account === account ? [mark.state] : []));
  await decide(account, '--as', 'watch', '--note', 'New');
  await decide(`account:${account}`, '--as', 'confirmed', '--note', 'Banned');
  assert.deepEqual(states(), ['confirmed']);
  await decide(account, '--as', 'open');
  assert.deepEqual(states(), []);
});

test('what cannot be decided is refused in a sentence, and the file stays as it was', async () => {
  const before = readFileSync(triage, 'utf8');
  const refused: readonly (readonly [string[], RegExp])[] = [
    [['C1', '--as', 'fine', '--note', 'n'], /--as benign, confirmed, watch, allowed, open/],
    [['C1', '--as', 'benign'], /Say why/],
    [['C99', '--as', 'benign', '--note', 'n'], /no campaign, template or account "C99"/],
    [['C1', '--as', 'allowed', '--note', 'n'], /Only accounts can be on the allow-list/],
    [['C1', '--as', 'benign', '--note', 'n', '--expires', 'soon'], /takes a day such as/],
    [['C1', '--as', 'benign', '--note', 'n', '--expires', '2020-01-01'], /has passed/],
  ];
  for (const [args, message] of refused) {
    const { code, err } = await decide(...args);
    assert.equal(code, 2);
    assert.match(err, message);
  }
  assert.equal(readFileSync(triage, 'utf8'), before);
});
