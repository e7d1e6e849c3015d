import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as vscode from 'vscode';
import { demoLines } from '../../src/demo/demo-lines.ts';
import { planDemo } from '../../src/demo/demo-plan.ts';
import type { Results } from '../../src/extension/model/results.ts';
import type { ScanProgress } from '../../src/extension/results-store.ts';
import type { TreeNode } from '../../src/extension/model/tree/tree-node.ts';
import { active, until } from './extension.ts';
import { Scratch } from './scratch.ts';

/** A made-up log of about 6 MB with campaigns in it. */
let sample: string;

async function scanned(...paths: string[]): Promise<Results> {
  const { store } = await active();
  const before = store.revision;
  const uris = paths.map((path) => vscode.Uri.file(path));
  await vscode.commands.executeCommand('promptAudit.scanFile', uris[0], uris);
  assert.ok(store.results && store.revision > before, 'the scan brought no results');
  return store.results;
}

/** Waits until a scan tells such progress: who looks now and then may look too late. */
async function progressed(isWanted: (told: ScanProgress) => boolean): Promise<void> {
  const { store } = await active();
  await new Promise<void>((resolve) => {
    const listening = store.onDidProgress((told) => {
      if ('done' in told || !isWanted(told)) return;
      listening.dispose();
      resolve();
    });
  });
}

/** 240 MB: still being read when the first progress is seen. */
const COPIES = 40;

suite('Scanning', () => {
  let scratch: Scratch;

  suiteSetup(async () => {
    scratch = await Scratch.make();
    sample = join(scratch.folder, 'requests.jsonl');
    await pipeline(Readable.from(demoLines(planDemo({ seed: 1, requests: 2500 }))), createWriteStream(sample));
  });

  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('promptAudit.clear');
  });

  suiteTeardown(() => scratch.remove());

  test('the log gives campaigns in the tree, down to lines that open', async () => {
    const { tree } = await active();
    const results = await scanned(sample);
    assert.ok(results.report.campaigns.length > 0, 'no campaign was found');
    let node: TreeNode | undefined = tree.getChildren().find(({ kind }) => kind === 'campaign');
    for (const kind of ['members', 'account', 'slice', 'line'] as const) {
      assert.ok(node, `nothing above ${kind}`);
      node = tree.getChildren(node).find((child) => child.kind === kind);
    }
    assert.ok(node?.kind === 'line');
    await vscode.commands.executeCommand('promptAudit.openLine', node.line);
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, node.line.line - 1);
  });

  test('marks lines of the log that the report calls flagged', async () => {
    const results = await scanned(sample);
    const uri = vscode.Uri.file(sample);
    await until('diagnostics', () => vscode.languages.getDiagnostics(uri).length > 0);
    const named = new Set(results.report.findings.flatMap(({ lines }) => lines.map(({ line }) => line)));
    for (const { range, message } of vscode.languages.getDiagnostics(uri)) {
      if (message.includes('more flagged line')) continue;
      const line = range.start.line + 1;
      const row = results.rowAtLine(sample, line);
      assert.ok(named.has(line) || (row !== undefined && results.isFlagged(row)), `line ${line} is neither`);
    }
  });

  test('a selection of several files is scanned as one', async () => {
    const copies = [join(scratch.folder, 'one.jsonl'), join(scratch.folder, 'two.jsonl')];
    for (const copy of copies) await writeFile(copy, await readFile(sample));
    const results = await scanned(...copies);
    assert.deepEqual(results.report.inputs.files.map(({ path }) => path).sort(), copies);
  });

  test('a folder is searched for logs, and other files in it are left alone', async () => {
    const folder = join(scratch.folder, 'folder');
    await mkdir(join(folder, 'deep'), { recursive: true });
    await writeFile(join(folder, 'deep', 'a.jsonl'), await readFile(sample));
    await writeFile(join(folder, 'program.ts'), 'export {};');
    const { store } = await active();
    await vscode.commands.executeCommand('promptAudit.scanFolder', vscode.Uri.file(folder));
    assert.deepEqual(
      store.results?.report.inputs.files.map(({ path }) => path),
      [join(folder, 'deep', 'a.jsonl')],
    );
  });

  test('broken lines, an empty file and a binary file each get a sentence, and the counts add up', async () => {
    const files = {
      'broken.jsonl': '{"a":1}\n{broken\n\n',
      'empty.jsonl': '',
      'binary.log': '\x01\x02\x03\x04\x05\x06\x07\x7f',
    };
    const paths = Object.keys(files).map((name) => join(scratch.folder, name));
    for (const [name, text] of Object.entries(files)) await writeFile(join(scratch.folder, name), text);
    const { inputs } = (await scanned(...paths)).report;
    assert.equal(inputs.files.length, 3);
    assert.equal(inputs.lines, inputs.records + inputs.rejected + inputs.skipped);
    assert.equal(inputs.files.filter(({ error }) => error !== undefined).length, 2);
  });

  test('a scan that is cancelled keeps what it has and says that it is a part', async () => {
    const { store } = await active();
    const large = join(scratch.folder, 'large.jsonl');
    const text = await readFile(sample);
    const lines = text.toString().trimEnd().split('\n').length;
    for (let k = 0; k < COPIES; k++) await appendFile(large, text);
    const scan = vscode.commands.executeCommand('promptAudit.scanFile', vscode.Uri.file(large));
    await progressed((told) => (told.fraction ?? 0) > 0);
    await vscode.commands.executeCommand('promptAudit.cancel');
    await scan;
    assert.equal(store.progress, undefined);
    assert.equal(store.results?.report.partial, true);
    assert.ok(store.results.report.inputs.requests < COPIES * lines);
  });

  test('a scan that is cancelled after reading ends at once and leaves the results before it', async () => {
    const { store } = await active();
    const kept = await scanned(sample);
    const { revision } = store;
    const long = join(scratch.folder, 'long.jsonl');
    const text = await readFile(sample);
    for (let k = 0; k < COPIES; k++) await appendFile(long, text);
    const fractions: number[] = [];
    const listening = store.onDidProgress((told) => {
      if (!('done' in told) && told.fraction !== null) fractions.push(told.fraction);
    });
    const scan = vscode.commands.executeCommand('promptAudit.scanFile', vscode.Uri.file(long));
    await progressed(({ phase }) => /^Looking|^Judging/.test(phase));
    await vscode.commands.executeCommand('promptAudit.cancel');
    await scan;
    listening.dispose();
    assert.equal(store.progress, undefined);
    assert.equal(store.results, kept);
    assert.equal(store.revision, revision);
    assert.deepEqual(
      fractions,
      [...fractions].sort((a, b) => a - b),
    );
    assert.ok(
      fractions.every((fraction) => fraction < 0.9),
      'the bar stood at its end while there was much to do',
    );
  });

  test('a second scan while one runs is refused and does not disturb it', async () => {
    const { store } = await active();
    const before = store.revision;
    const scan = (): Thenable<unknown> =>
      vscode.commands.executeCommand('promptAudit.scanFile', vscode.Uri.file(sample));
    await Promise.all([scan(), scan()]);
    assert.equal(store.revision, before + 1);
    assert.equal(store.results?.title, 'requests.jsonl');
  });
});
