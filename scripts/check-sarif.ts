/**
 * Opens exported SARIF in a reader that is not ours, Microsoft's SARIF Multitool: it checks the file with all its rules
 * and cuts the text of every location out of the log by itself. Each cut must be the line that the location names, and
 * the line of an account must name the account. The Multitool is 100 MB and is fetched by npm for this run only.
 *
 *     npm run check:sarif
 *     npm run check:sarif -- --picture      also draws docs/images/sarif.png, in Microsoft's viewer for web pages
 */
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { openBrowser } from '../test/harness/chromium.ts';
import { npm, run } from '../test/harness/processes.ts';

const CLI = join(__dirname, '..', 'dist', 'cli.js');
const PICTURE = join(__dirname, '..', 'docs', 'images', 'sarif.png');
const MULTITOOL = '@microsoft/sarif-multitool-linux@5.7.0';
const VIEWER = ['@microsoft/sarif-web-component@0.6.0-29', 'react@16.14.0', 'react-dom@16.14.0'];

interface Location {
  physicalLocation: { region: { startLine: number; snippet?: { text: string } } };
  logicalLocations?: { name: string; kind: string }[];
}
interface Log {
  runs: [{ results: { locations: Location[]; relatedLocations?: Location[] }[] }];
}

async function main(): Promise<void> {
  const { picture = false } = parseArgs({ options: { picture: { type: 'boolean' } } }).values;
  if (process.platform !== 'linux') throw new Error('This check uses the Multitool for Linux.');
  const folder = mkdtempSync(join(tmpdir(), 'prompt-audit-sarif-'));
  try {
    const must = async (command: string, ...args: string[]): Promise<string> => {
      const { code, output } = await run(command, args, { cwd: folder });
      if (code !== 0) throw new Error(`${command} ${args.join(' ')}\n${output}`);
      return output;
    };
    await must(process.execPath, CLI, 'demo-log', '--output', 'requests.jsonl');
    await must(process.execPath, CLI, 'export', 'requests.jsonl', '--output', 'findings.sarif');

    const packages = [MULTITOOL, ...(picture ? VIEWER : [])];
    const installed = await npm(['install', '--no-save', '--ignore-scripts', '--prefix', folder, ...packages]);
    if (installed.code !== 0) throw new Error(installed.output);
    const multitool = join(folder, 'node_modules', MULTITOOL.slice(0, MULTITOOL.lastIndexOf('@')), 'Sarif.Multitool');
    chmodSync(multitool, 0o755);
    console.log(await must(multitool, 'validate', 'findings.sarif'));
    await must(multitool, 'rewrite', 'findings.sarif', '--output', 'cut.sarif', '--insert', 'RegionSnippets');

    const lines = readFileSync(join(folder, 'requests.jsonl'), 'utf8').split('\n');
    const log = JSON.parse(readFileSync(join(folder, 'cut.sarif'), 'utf8')) as Log;
    const locations = log.runs[0].results.flatMap((result) => [
      ...result.locations,
      ...(result.relatedLocations ?? []),
    ]);
    for (const { physicalLocation, logicalLocations = [] } of locations) {
      const { startLine, snippet } = physicalLocation.region;
      assert.equal(snippet?.text.trimEnd(), lines[startLine - 1], `line ${startLine}`);
      for (const { name, kind } of logicalLocations)
        if (kind === 'account') assert.ok(lines[startLine - 1]?.includes(name), `line ${startLine} is not of ${name}`);
    }
    assert.ok(locations.length > 0);
    console.log(`${log.runs[0].results.length} results, ${locations.length} locations: each opens on its line.`);
    if (picture) await draw(folder, log);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param folder where the viewer is installed */
async function draw(folder: string, log: Log): Promise<void> {
  const contents = `
    import { createElement } from 'react';
    import { render } from 'react-dom';
    import { Viewer } from '@microsoft/sarif-web-component';
    render(createElement(Viewer, { logs: [globalThis.log] }), document.body.firstChild);`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    write: false,
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1300, height: 1020 } });
    await page.setContent('<!doctype html><meta charset="utf-8"><body><div></div>');
    await page.evaluate((own) => Object.assign(globalThis, { log: own }), log);
    await page.addScriptTag({ content: outputFiles[0]!.text });
    await page.getByText('distillation/account').first().waitFor();
    await page.screenshot({ path: PICTURE });
  } finally {
    await browser.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
