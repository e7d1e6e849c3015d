/**
 * What documents cost a scan: each log against the same bytes under a name that is not read (`xitations`), in turn, ABBA. So what it takes
 * to read more bytes is no part of the cost.
 *
 *   npm run --prefix lab documents-cost -- [--program dist/cli.js] [--pairs 4] [--requests 0,80000,500000]
 *
 * Prints the rows of the table in docs/exposure.md: processor time and peak memory, medians. 0 requests are the log of eight assistants, and
 * the sample log in the form of LiteLLM, whose answers name three documents each.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { median, type Run, runNode } from '../../scripts/bench-speed/run.ts';
import { Random } from '../../src/math/random.ts';
import { table } from '../../src/report/benchmark/markdown.ts';
import { demoLines } from '../../src/demo/demo-lines.ts';
import { planDemo } from '../../src/demo/demo-plan.ts';
import { documentLines, documentWorld } from './world.ts';

const { values: flags } = parseArgs({
  options: {
    program: { type: 'string', default: join(__dirname, '..', '..', 'dist', 'cli.js') },
    pairs: { type: 'string', default: '4' },
    requests: { type: 'string', default: '0,80000,500000' },
  },
});

/** Eight assistants of some 90 documents each, in one log. */
const few = (): string[] =>
  Array.from({ length: 8 }, (_, seed) => documentLines(documentWorld(seed, [{ share: 0.6, accounts: 1 }]))).flat();

/** Requests of a hundred accounts that name four of 200,000 documents each, none more popular than another. */
function many(count: number): string[] {
  const random = new Random('very many documents', count);
  const requests = Array.from({ length: count }, (_, at) => ({
    account: `customer-${random.below(100)}`,
    role: 'customer',
    time: Date.UTC(2026, 4, 4) + at * 1000,
    documents: Array.from({ length: 4 }, () => random.below(200_000)),
  }));
  return documentLines({ documents: 200_000, requests });
}

/** LiteLLM's log of the sample: each answer names three of 700 documents. */
function sample(): string[] {
  const random = new Random('documents of the sample');
  const cite = (): object => ({ source: `kb/${random.below(700)}`, title: `Page ${random.below(700)}` });
  return Array.from(demoLines(planDemo({ seed: 1, requests: 60_000 })), (line) => {
    const call = JSON.parse(line) as { response?: { choices?: { message: object }[] } };
    const message = call.response?.choices?.[0]?.message;
    if (message !== undefined) Object.assign(message, { citations: [cite(), cite(), cite()] });
    return `${JSON.stringify(call)}\n`;
  });
}

async function row(name: string, lines: readonly string[], scratch: string): Promise<string[]> {
  const text = lines.join('');
  const logs = [join(scratch, 'named.jsonl'), join(scratch, 'none.jsonl')] as const;
  writeFileSync(logs[0], text);
  writeFileSync(logs[1], text.replaceAll('"citations"', '"xitations"'));
  const runs: [Run[], Run[]] = [[], []];
  for (let pair = 0; pair < Number(flags.pairs); pair++)
    for (const which of pair % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const args = [flags.program, 'scan', logs[which], '--quiet', '--json', '--output', join(scratch, 'report.json')];
      runs[which].push(await runNode(args));
    }
  const [named, none] = runs.map((own) => ({
    processor: median(own.map(({ processor }) => processor)),
    peak: median(own.map(({ peak }) => peak)),
  })) as [Omit<Run, 'seconds'>, Omit<Run, 'seconds'>];
  const more = `${((named.processor / none.processor - 1) * 100).toFixed(0)}%`;
  return [
    `${name}, ${lines.length.toLocaleString('en')} requests`,
    `${named.processor.toFixed(1)} s for ${none.processor.toFixed(1)} s, +${more}`,
    `${(named.peak / 1e6).toFixed(0)} for ${(none.peak / 1e6).toFixed(0)} MB`,
  ];
}

async function main(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'documents-cost-'));
  try {
    const rows: string[][] = [];
    for (const count of flags.requests.split(',').map(Number)) {
      if (count === 0) rows.push(await row('LiteLLM, three of 700 documents each', sample(), scratch));
      rows.push(
        count === 0
          ? await row('eight assistants', few(), scratch)
          : await row('four of 200,000 documents each', many(count), scratch),
      );
    }
    console.log(table(['log', 'processor', 'peak memory'], rows));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
