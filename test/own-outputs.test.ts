/** Results of this program in a folder of logs: the same command, given again, comes to the same report. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { COMMANDS } from '../src/cli/commands.ts';
import { runProgram } from '../src/cli/program.ts';
import { TestTerminal } from './harness/terminal/test-terminal.ts';
import { isOwnOutput } from '../src/reader/bytes/files/own-output.ts';
import { EXPORT_FORMATS } from '../src/report/export/export-formats.ts';
import type { Report } from '../src/report/shape/report.ts';
import { SAMPLE } from '../src/demo/sample.ts';
import { demoLog } from './fixtures/demo-log.ts';
import { scratchFolder } from './harness/folders.ts';

const folder = scratchFolder('prompt-audit-own-');
const at = (name: string): string => join(folder, name);
const { lines } = demoLog(SAMPLE);

async function run(...args: string[]) {
  const terminal = new TestTerminal();
  const code = await runProgram([...args, '--quiet'], COMMANDS, terminal);
  return { code, text: terminal.out.text + terminal.err.text };
}

test('results of earlier runs in the folder of the logs are no logs that could not be read, and may be written again', async () => {
  writeFileSync(at('log.jsonl'), lines.join(''));
  const scan = ['scan', folder, '--output', at('report.json'), '--records', at('records.csv')];
  const events = ['--events', at('events.jsonl'), '--state', at('state.json'), '--fail-on', 'automation'];
  const reports = [];
  for (let round = 0; round < 2; round++) {
    const { code, text } = await run(...scan, ...events);
    assert.equal(code, 1, text);
    reports.push(JSON.parse(readFileSync(at('report.json'), 'utf8')) as Report);
    for (const { id, extension, begins } of EXPORT_FORMATS) {
      if (begins !== null)
        await run('export', at('report.json'), '--format', id, '--output', at(`export-${id}.${extension}`));
    }
  }
  const [first, second] = reports as [Report, Report];
  assert.deepEqual([second.inputs.lines, second.inputs.rejected], [first.inputs.lines, 0]);
  assert.deepEqual([second.coverage, second.accounts], [first.coverage, first.accounts]);
  assert.equal(second.partial, false);
  const results = readdirSync(folder).filter((name) => name !== 'log.jsonl');
  assert.ok(results.length > 10);
  // The sample names no traces, so that a list of tags is empty.
  for (const name of results.filter((name) => readFileSync(at(name)).length > 0))
    assert.ok(
      isOwnOutput(readFileSync(at(name)).subarray(0, 4096)),
      `${name} does not begin as src/text/outputs/exports.ts says`,
    );
});

test('a report that is named as a log is told to be none, with what to do', async () => {
  const { code, text } = await run('scan', at('report.json'));
  assert.equal(code, 2);
  assert.match(text, /report\.json: This is a result of Prompt Traffic Audit, not a log\./);
});

test('nobody has a log passed over by what is in its requests', () => {
  const said = '{"version": 2, "tool": {"name": "prompt-traffic-audit"}} file,line,account,template,attack_score,';
  const request = { model: 'm', messages: [{ role: 'user', content: said }], tool: { name: 'prompt-traffic-audit' } };
  for (const text of [JSON.stringify(request), `x ${said}\n`, `user,prompt\n1,"${said}"\n`, lines[0]!])
    assert.ok(!isOwnOutput(Buffer.from(text)), text);
});
