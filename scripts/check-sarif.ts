/**
 * Opens exported SARIF in a reader that is not ours, Microsoft's SARIF Multitool: it checks the file with all its rules
 * and cuts the text of every location out of the log by itself. Each cut must be the line that the location names, and
 * the line of an account must name the account. The Multitool is 100 MB and is fetched by npm for this run only.
 *
 *     npm run check:sarif
 */
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm, run } from '../test/harness/processes.ts';

const CLI = join(__dirname, '..', 'dist', 'cli.js');
const MULTITOOL = '@microsoft/sarif-multitool-linux@5.7.0';

interface Location {
  physicalLocation: { region: { startLine: number; snippet?: { text: string } } };
  logicalLocations?: { name: string; kind: string }[];
}
interface Log {
  runs: [{ results: { locations: Location[]; relatedLocations?: Location[] }[] }];
}

async function main(): Promise<void> {
  if (process.platform !== 'linux') throw new Error('This check uses the Multitool for Linux.');
  const folder = mkdtempSync(join(tmpdir(), 'prompt-audit-sarif-'));
  try {
    const must = async (command: string, ...args: string[]): Promise<string> => {
      const { code, output } = await run(command, args, { cwd: folder });
      if (code !== 0) throw new Error(`${command} ${args.join(' ')}\n${output}`);
      return output;
    };
    await must(process.execPath, CLI, 'demo-log', '--out', 'requests.jsonl');
    await must(process.execPath, CLI, 'export', 'requests.jsonl', '--out', 'findings.sarif');

    const installed = await npm(['install', '--no-save', '--ignore-scripts', '--prefix', folder, MULTITOOL]);
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
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
