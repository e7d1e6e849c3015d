/**
 * Measures detection and writes the figures into docs/detection/benchmark.md between markers: `npm run --prefix lab bench:detect`. It needs the
 * benchmark next to the repository (or in BENCH_DIR) and is skipped loudly without it. Options, after `--`:
 *   --parts LIST    of table, mmd, ablation, ladder, reliability (default: all); the ladder and reliability make logs of their own
 *   --only LIST     scenarios of the table; nothing is written into the document
 *   --suite FILE    another suite for the table; nothing is written into the document
 *   --logs FOLDER   logs of the suite that are there already
 *   --results FOLDER  keeps the figures; a log whose figures are there is not measured again
 *   --seeds N       logs a rung of the ladder (default: 2)
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BENCH, type BenchOptions, type BenchResult, measureLog, node, ROOT } from './bench-logs.ts';
import { ablationSection, barSection, ladderSection, mainSection, reliabilitySection } from './sections.ts';
import { ladderSuite, type Scenario, variedSuite } from './suites.ts';

const DOCUMENT = join(ROOT, 'docs', 'detection', 'benchmark.md');
const PARTS = ['table', 'mmd', 'ablation', 'ladder', 'reliability'] as const;
type Part = (typeof PARTS)[number];

const { values } = parseArgs({
  options: {
    parts: { type: 'string', default: PARTS.join() },
    only: { type: 'string' },
    suite: { type: 'string' },
    logs: { type: 'string' },
    results: { type: 'string' },
    seeds: { type: 'string', default: '2' },
  },
});

function main(): void {
  if (!existsSync(join(BENCH, 'score.mjs'))) {
    console.log(`SKIPPED: no benchmark in ${BENCH}. Set BENCH_DIR to its folder.`);
    return;
  }
  const parts = new Set(values.parts.split(',')) as ReadonlySet<Part>;
  const unknown = [...parts].filter((part) => !PARTS.includes(part));
  if (unknown.length > 0) throw new Error(`--parts takes ${PARTS.join(', ')}, not ${unknown.join()}.`);
  node(join(ROOT, 'esbuild.js'));
  const work = mkdtempSync(join(tmpdir(), 'prompt-audit-bench-'));
  const options = { work, results: values.results ?? join(work, 'results'), logs: values.logs, parts: [] };
  try {
    run(parts, options);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function run(parts: ReadonlySet<Part>, options: BenchOptions): void {
  const suite = values.suite ?? join(BENCH, 'suites', 'dev.json');
  const wanted = values.only?.split(',');
  const show = (part: Part, text: string): void => {
    console.log(`\n${text}\n`);
    if (wanted === undefined && values.suite === undefined) writeSection(part, text);
  };
  const names = scenarioNames(suite).filter((name) => !wanted || wanted.includes(name));
  const needsSuite = (['table', 'mmd', 'ablation', 'reliability'] as const).some((part) => parts.has(part));
  const results = needsSuite
    ? names.map((name) => measureLog(suite, name, { ...options, parts: wantedParts(parts) }))
    : [];
  const measured = results.map((result) => result.measured);
  if (parts.has('table')) show('table', mainSection(summaryOf(results), measured));
  if (parts.has('mmd')) show('mmd', barSection(results.map((result) => ({ ...result, ...averagePrecisions(result) }))));
  if (parts.has('ablation')) show('ablation', ablationSection(measured));
  if (parts.has('reliability'))
    show('reliability', reliabilitySection(measured, measureSuite('varied', variedSuite(), options)));
  const seeds = Number(values.seeds);
  if (parts.has('ladder')) show('ladder', ladderSection(measureSuite('ladder', ladderSuite(seeds), options), seeds));
}

/** What a log of the suite is measured for: reliability alone needs none of it. */
const wantedParts = (parts: ReadonlySet<Part>): BenchOptions['parts'] => [
  ...(parts.has('table') || parts.has('mmd') ? (['score'] as const) : []),
  ...(['mmd', 'ablation'] as const).filter((part) => parts.has(part)),
];

const summaryOf = (results: readonly BenchResult[]): string =>
  node(join(BENCH, 'summary.mjs'), ...results.map(({ scored }) => scored)).trim();

function measureSuite(name: string, scenarios: readonly Scenario[], options: BenchOptions): BenchResult['measured'][] {
  const file = join(options.work, `${name}-suite.json`);
  writeFileSync(file, JSON.stringify({ defaults: { start: '2026-03-02T00:00:00Z' }, scenarios }));
  return scenarios.map((scenario) => measureLog(file, scenario.name, { ...options, logs: undefined }).measured);
}

function scenarioNames(suite: string): string[] {
  const { scenarios } = JSON.parse(readFileSync(suite, 'utf8')) as { scenarios: { name: string }[] };
  return scenarios.map(({ name }) => name);
}

interface Scored {
  account: { averagePrecision: number | null };
  baselines: Record<string, number | null>;
}

/** Ours and that of the best trivial feature, as the scorer counts them. */
function averagePrecisions({ scored }: BenchResult): { ours: number; trivial: number } {
  const { account, baselines } = JSON.parse(readFileSync(scored, 'utf8')) as Scored;
  const { prevalence: _prevalence, ...features } = baselines;
  const trivial = Object.values(features).filter((value) => value !== null);
  return { ours: account.averagePrecision ?? NaN, trivial: trivial.length ? Math.max(...trivial) : NaN };
}

/** Replaces what is between `<!-- bench:PART -->` and `<!-- /bench:PART -->`. */
function writeSection(part: Part, section: string): void {
  const text = readFileSync(DOCUMENT, 'utf8');
  const marker = `<!-- bench:${part} -->`;
  const [from, to] = [text.indexOf(marker), text.indexOf(`<!-- /bench:${part} -->`)];
  if (from < 0 || to < from) throw new Error(`${DOCUMENT} has no markers for ${part}.`);
  writeFileSync(DOCUMENT, `${text.slice(0, from + marker.length)}\n\n${section}\n\n${text.slice(to)}`);
  node(join(ROOT, 'node_modules', 'prettier', 'bin', 'prettier.cjs'), '--write', DOCUMENT);
}

main();
