import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { EXAMPLE_REPORT } from '../../../../test/golden/cli/example-report.ts';
import type { Report } from '../../../report/shape/report.ts';
import type { RequestIndex } from '../../../report/shape/request-index.ts';
import { scan } from '../../commands/scan.ts';
import { TestTerminal } from '../../../../test/harness/terminal/test-terminal.ts';
import type { SwitchName } from '../../usage/option-names.ts';

const folder = mkdtempSync(join(tmpdir(), 'prompt-audit-triage-'));
const log = join(folder, 'log.jsonl');
writeFileSync(log, '{}\n');
const [c1] = EXAMPLE_REPORT.campaigns;
assert.ok(c1);

function decisions(state: string, note = 'a class'): string {
  const path = join(folder, `${state}.json`);
  const mark = { campaign: { accounts: c1?.accounts, templates: c1?.templates }, state, note };
  writeFileSync(path, JSON.stringify({ marks: [mark] }));
  return path;
}

async function run(
  values: Record<string, string>,
  switches: readonly SwitchName[] = [],
  report: Report = EXAMPLE_REPORT,
) {
  const terminal = new TestTerminal();
  const audit = () => Promise.resolve({ report, index: {} as RequestIndex });
  const code = await scan(
    { values, switches: new Set<SwitchName>(['verbose', ...switches]), rest: [log] },
    terminal,
    audit,
  );
  return { code, out: terminal.out.text, err: terminal.err.text };
}

test('a campaign marked benign is not listed, and the summary says that it is there', async () => {
  const { out } = await run({ triage: decisions('benign') });
  assert.match(out, /^Decisions$/m);
  assert.match(out, /1 campaign, 1 marked benign and not counted/);
  assert.match(out, /c1, distillation 98.7%, 5 accounts: Marked benign: a class/);
  assert.doesNotMatch(out, /^Campaigns$/m);
  assert.match(
    out,
    /^In the part that was read, no campaign or account is flagged as distillation or relay .*; automation: 1\s+account/ms,
  );
});

test('when nothing is left, the first sentence says how many people decided on', async () => {
  const accounts = EXAMPLE_REPORT.accounts.filter(({ verdict }) => verdict !== 'automation');
  const { out } = await run({ triage: decisions('benign') }, [], { ...EXAMPLE_REPORT, accounts });
  assert.match(
    out,
    /^In the part that was read, no campaign or account is flagged as distillation.*apart from 1\s+account\s+cleared\s+by\s+decisions/ms,
  );
});

/** Nothing of its logs was left unread, which a gate would not let pass. */
const WHOLE: Report = {
  ...EXAMPLE_REPORT,
  partial: false,
  inputs: { ...EXAMPLE_REPORT.inputs, files: EXAMPLE_REPORT.inputs.files.map(({ error: _, ...file }) => file) },
};

test('the exit code follows: benign is clean, watched and confirmed are not', async () => {
  const code = async (state: string): Promise<number> =>
    (await run({ triage: decisions(state), 'fail-on': 'distillation' }, [], WHOLE)).code;
  assert.equal(await code('benign'), 0);
  assert.equal(await code('watch'), 1);
  assert.equal(await code('confirmed'), 1);
  assert.equal((await run({ 'fail-on': 'distillation' }, [], WHOLE)).code, 1);
});

test('a finding that a person confirmed fails the scan, though the report has a lesser verdict', async () => {
  const campaigns = EXAMPLE_REPORT.campaigns.map((one) => ({ ...one, verdict: 'none' as const }));
  const report: Report = { ...WHOLE, campaigns, accounts: [], templates: [], findings: [] };
  assert.equal((await run({ 'fail-on': 'distillation' }, [], report)).code, 0);
  assert.equal((await run({ triage: decisions('confirmed'), 'fail-on': 'distillation' }, [], report)).code, 1);
});

test('the JSON report keeps every finding and adds what decisions came to', async () => {
  const { out, err } = await run({ triage: decisions('benign'), format: 'json' });
  const written = JSON.parse(out) as Report;
  assert.deepEqual(written.campaigns, EXAMPLE_REPORT.campaigns);
  assert.equal(written.triage?.counts.campaign.benign, 1);
  assert.match(err, /^Decisions in .*benign\.json: 1 campaign, 1 marked benign and not counted/);
});

test('a report in a file says on the terminal how many count', async () => {
  const output = join(folder, 'report.json');
  const { err } = await run({ triage: decisions('benign'), output });
  assert.match(err, /eport written to .*: nothing flagged as distillation/);
  assert.match(err, /1 marked benign and not counted/);
  assert.equal((JSON.parse(readFileSync(output, 'utf8')) as Report).triage?.items.length, 3);
});

test('--no-triage leaves decisions out, and no file means no word about decisions', async () => {
  const { out } = await run({}, ['no-triage']);
  assert.match(out, /^Campaigns$/m);
  assert.doesNotMatch(out, /Decisions/);
  await assert.rejects(run({ triage: decisions('benign') }, ['no-triage']), /cannot be used together/);
});

test('a file that is missing or makes no sense stops the scan before anything is read', async () => {
  await assert.rejects(run({ triage: join(folder, 'none.json') }), /There is no file .*none\.json" \(--triage\)/);
  const path = join(folder, 'wrong.json');
  writeFileSync(path, '{\n  "marks": [\n    { "account": "a" }\n  ]\n}');
  await assert.rejects(run({ triage: path }), /wrong\.json:3: "state" is one of/);
});

test('a note cannot send a terminal escape', async () => {
  const { out } = await run({ triage: decisions('benign', 'x\u001b[31m\u202ey') });
  assert.ok(!out.includes('\u001b') && !out.includes('\u202e'));
  assert.match(out, /x␛\[31m⟨U\+202E⟩y/);
});
