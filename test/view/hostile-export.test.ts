/** An evidence packet on hostile traffic, opened in a browser: nothing runs and nothing is loaded. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { COMMANDS } from '../../src/cli/commands.ts';
import { runProgram } from '../../src/cli/program.ts';
import { TestTerminal } from '../harness/terminal/test-terminal.ts';
import { writeHostileLog } from '../fixtures/hostile-log.ts';
import { TRACE } from '../fixtures/hostile-text.ts';
import { openBrowser } from '../harness/chromium.ts';
import { ROOT } from './page.ts';

const folder = mkdtempSync(join(tmpdir(), 'prompt-audit-packet-'));
let browser: Browser;

before(async () => {
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a packet in HTML runs nothing and loads nothing, whatever the log says', async () => {
  const log = writeHostileLog(join(folder, 'logs'));
  const packet = join(folder, 'packet.html');
  const terminal = new TestTerminal();
  const args = ['export', log, '--campaign', 'C1', '--output', packet, '--prompts', 'full'];
  assert.equal(await runProgram(args, COMMANDS, terminal), 0, terminal.err.text);
  const page = await browser.newPage();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const address = pathToFileURL(packet).href;
  await page.goto(address);
  await page.mouse.move(200, 200);
  await page.waitForTimeout(300);
  assert.deepEqual(requests, [address]);
  assert.equal(await page.evaluate((trace) => Reflect.get(globalThis, trace) as unknown, TRACE), undefined);
  assert.match((await page.locator('body').textContent()) ?? '', /<script>|<img src=x/);
});

test('a page of a report is no wider than a narrow window, however long the names of its accounts', async () => {
  const log = join(folder, 'long.jsonl');
  const sample = readFileSync(join(ROOT, 'media/sample/sample-log.jsonl'), 'utf8');
  // Customers without an organisation are called as their keys are: hashes, with nowhere to break.
  writeFileSync(log, sample.replaceAll(/"user_api_key_org_id":"[^"]*"/g, '"user_api_key_org_id":null'));
  const report = join(folder, 'report.html');
  const terminal = new TestTerminal();
  assert.equal(await runProgram(['export', log, '--output', report], COMMANDS, terminal), 0, terminal.err.text);
  const page = await browser.newPage({ viewport: { width: 420, height: 900 } });
  await page.goto(pathToFileURL(report).href);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 420);
});
