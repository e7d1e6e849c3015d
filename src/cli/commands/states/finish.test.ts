import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { demoLog } from '../../../../test/fixtures/demo-log.ts';
import { audit } from '../../../engine/pipeline/audit.ts';
import { mapLogs } from '../../../engine/state/map-logs.ts';
import { readWanted } from '../../../engine/state/prompt-rows.ts';
import type { Report } from '../../../report/shape/report.ts';
import { TestTerminal } from '../../../../test/harness/terminal/test-terminal.ts';
import type { Command } from '../../command.ts';
import { FINISH_COMMAND, SCAN_COMMAND } from '../../usage/scanning.ts';
import { words } from '../../../schema/words.ts';
import { finish } from './finish.ts';
import { scratchFolder } from '../../../../test/harness/folders.ts';

const folder = scratchFolder('finish-test-');
const log = join(folder, 'log.jsonl');
writeFileSync(log, demoLog({ seed: 5, requests: 3000 }).lines.join(''));

let places = 0;
const place = (): string => join(folder, `${places++}`);
const state = place();
const typed = (values: Record<string, string>, rest: readonly string[] = [state]) => ({
  values,
  switches: new Set(['quiet'] as const),
  rest,
});

test('finish with both options says which logs it wants, waits for a line, and makes the report of a scan', async () => {
  await mapLogs([log], state);
  const terminal = new TestTerminal();
  const [wanted, prompts, output] = [place(), place(), `${place()}.json`];
  async function* readBack(): AsyncGenerator<string> {
    assert.equal(terminal.out.text, `${JSON.stringify(log)}\n\n`);
    yield 'not yet';
    await readWanted([log], wanted, prompts);
    yield '\n';
    assert.fail('it reads on');
  }
  await finish(typed({ 'list-prompts': wanted, prompts, output }), terminal, Readable.from(readBack()));
  const { kept, ...report } = JSON.parse(readFileSync(output, 'utf8')) as Report;
  assert.ok(kept!.length > 0 && report.campaigns.length > 0);
  const scanned = await audit([log], { workers: 0 });
  assert.deepEqual(report, JSON.parse(JSON.stringify(scanned.report)));
});

test('finish says so and writes no report where the reader of the prompts has ended', async () => {
  const terminal = new TestTerminal();
  const [wanted, prompts, output] = [place(), place(), `${place()}.json`];
  await assert.rejects(
    finish(typed({ 'list-prompts': wanted, prompts, output }), terminal, Readable.from([])),
    /ended before it said that the prompts were read back/,
  );
  assert.throws(() => readFileSync(output));
});

test('finish waits for nothing where no prompts are wanted', async () => {
  const [few, empty] = [join(folder, 'few.jsonl'), place()];
  writeFileSync(few, demoLog({ seed: 5, requests: 3000 }).lines.slice(0, 1).join(''));
  await mapLogs([few], empty);
  const terminal = new TestTerminal();
  const values = { 'list-prompts': place(), prompts: place(), output: `${place()}.json` };
  await finish(typed(values, [empty]), terminal, Readable.from([]));
  assert.equal(terminal.out.text, '\n');
});

test('finish takes what scan takes, but for how logs are read, followed and searched by rules', () => {
  const of = ({ options }: Command): string[] => options.map(({ name }) => name);
  const known = new Set(of(FINISH_COMMAND));
  assert.deepEqual(
    of(SCAN_COMMAND).filter((name) => !known.has(name)),
    words(`mapping config account-by workers rules canaries fail-on-rule max-line max-ratio incremental follow keep`),
  );
});
