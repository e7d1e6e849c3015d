import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { demoLog } from '../../../test/fixtures/demo-log.ts';
import type { Report } from '../../report/shape/report.ts';
import { casesFolder } from '../../report/triage/triage-file.ts';
import { dayOf } from '../../text/times.ts';
import { COMMANDS } from '../commands.ts';
import { TestTerminal } from '../../../test/harness/terminal/test-terminal.ts';
import { runProgram } from '../program.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-decide-');
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

const decide = (...args: string[]) => run('decide', report, ...args, '--triage', triage);

test('a campaign that somebody answers for no longer fails a scan, until its last day; then it counts again', async () => {
  const { campaigns } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const ids = campaigns.map(({ id }) => id);
  const decision = ['--as', 'benign', '--note', 'Our evaluation', '--owner', 'evals'];
  const in90Days = (): string => dayOf(Date.now() + 90 * 86_400_000);
  const earliest = in90Days();
  const { code, out } = await decide(...ids, ...decision, '--expires', '90d');
  assert.equal(code, 0);
  assert.ok(out.includes(`campaign C1`), out);
  const [, last = ''] = / marked benign until (\S+)\.\n$/.exec(out) ?? [];
  // At midnight it is another day than when the command was run.
  assert.ok(earliest <= last && last <= in90Days(), out);
  const cases = readdirSync(casesFolder(triage)).map((name) => join(casesFolder(triage), name));
  assert.ok(cases.length > 0 && cases.every((file) => readFileSync(file, 'utf8').includes('"owner":"evals"')));
  const scan = () => run('scan', log, '--triage', triage, '--fail-on', 'distillation', '--verbose');
  const allowed = await scan();
  assert.equal(allowed.code, 0, allowed.err);
  assert.match(allowed.out, /Marked benign \(owner: evals\) on /);
  for (const file of cases) writeFileSync(file, readFileSync(file, 'utf8').replaceAll(last, '2020-01-01'));
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
  await decide(`account:${account}`, '--as', 'confirmed', '--note', 'Banned', '--replace');
  assert.deepEqual(states(), ['confirmed']);
  await decide(account, '--as', 'open');
  assert.deepEqual(states(), []);
});

test('a finding that cannot be decided is refused in a sentence, and the file stays as it was', async () => {
  const { account } = (JSON.parse(readFileSync(report, 'utf8')) as Report).accounts[0]!;
  const before = readFileSync(triage, 'utf8');
  const refused: readonly (readonly [string[], RegExp])[] = [
    [['C1', '--as', 'fine', '--note', 'n'], /--as benign, confirmed, watch, allowed, open/],
    [['C1', '--as', 'benign'], /Say why/],
    [['C99', '--as', 'benign', '--note', 'n'], /no campaign, template or account "C99"/],
    [['C1', '--as', 'allowed', '--note', 'n'], /Only accounts can be on the allow-list/],
    [['C1', '--as', 'benign', '--note', 'n', '--expires', 'soon'], /takes a day such as/],
    [['C1', '--as', 'benign', '--note', 'n', '--expires', '2020-01-01'], /has passed/],
    [['C1', '--status', 'done'], /--status takes new, investigating, closed/],
    [['C1', '--status', 'closed'], /Say why/],
    [['C1', '--note', 'n'], /Say what the note is about/],
    [['C1', '--comment', ' '], /Say something/],
    [['C1', '--ticket', 'a\nb'], /--ticket takes a link or a number, in one line/],
    [['C1', '--as', 'watch', '--note', 'n', '--owner', 'a', '--assign', 'b'], /use one/],
    [[account, '--status', 'new'], /Only campaigns are cases/],
    [['--status', 'new'], /Name a report and what you decide on/],
    [['--since', 'friday'], /--since takes a day/],
  ];
  for (const [args, message] of refused) {
    const { code, err } = await decide(...args);
    assert.equal(code, 2);
    assert.match(err, message);
  }
  assert.equal(readFileSync(triage, 'utf8'), before);
});

test('a decision is not replaced by another without a word: the command says which, and asks for --replace', async () => {
  const own = ['--triage', join(folder, 'replaced.json')];
  const on = (...args: string[]) => run('decide', report, 'C1', ...args, ...own);
  await on('--as', 'confirmed', '--note', 'Seen in the dump', '--author', 'mw');
  const refused = await on('--as', 'watch', '--note', 'Not sure');
  assert.equal(refused.code, 2);
  assert.match(
    refused.err,
    /campaign C1 has a decision: Confirmed by mw on .*: Seen in the dump\. To replace it, add --replace\./,
  );
  const replaced = await on('--as', 'watch', '--note', 'Not sure', '--replace');
  assert.equal(replaced.code, 0);
  assert.match(replaced.out, /campaign C1 on watch, instead of: Confirmed by mw on .*: Seen in the dump\.\n$/);
  const { out } = await on();
  assert.match(
    out,
    /^C1 \(K[0-9a-f]{8}\), .*: new\. On watch on .*\n {2}.* · mw · confirmed: Seen in the dump\n {2}.* · put on watch: Not sure\n$/,
  );
});

test('work on a case is written, shown with its history, filtered by owner and by day, and told in the summary', async () => {
  const own = ['--triage', join(folder, 'worked.json')];
  const on = (...args: string[]) => run('decide', report, ...args, ...own);
  const work = ['--status', 'investigating', '--assign', 'mw', '--ticket', 'ABUSE-12', '--author', 'ak'];
  const { out } = await on('C1', ...work, '--comment', 'Asked the customer');
  assert.match(out, /campaign C1 investigating, assigned to mw, ticket ABUSE-12\.\n$/);
  assert.match(
    (await on('C1')).out,
    /investigating, owner mw, ticket ABUSE-12\.\n(?:.*\n) {2}.* · ak · comment: Asked the customer\n$/,
  );
  const { campaigns } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  assert.equal((await on()).out.trimEnd().split('\n').length, campaigns.length);
  assert.match((await on('--mine', ' MW ')).out, /^C1 [^\n]*\n$/);
  assert.equal((await on('--mine', 'nobody')).out, 'No campaign matches.\n');
  const starts = campaigns.map(({ first }) => dayOf(first!)).sort();
  const later = campaigns.filter(({ first }) => first! >= Date.parse(`${starts.at(-1)!}T00:00:00Z`));
  const rows = JSON.parse((await on('--since', starts.at(-1)!, '--json')).out) as { campaign: string }[];
  assert.deepEqual(
    rows.map(({ campaign }) => campaign),
    later.map(({ id }) => id),
  );
  assert.match((await run('scan', log, ...own, '--verbose')).out, /work: investigating, owner mw, ticket ABUSE-12\./);
  await on('C1', '--status', 'closed', '--note', 'Suspended', '--assign', '');
  assert.match((await on('C1')).out, /: closed: Suspended, ticket ABUSE-12\.\n/);
});
