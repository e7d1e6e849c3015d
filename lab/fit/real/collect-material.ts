/**
 * Makes the material of `fit:real` from clones of public repositories:
 *
 *   node --import tsx lab/intent-training/public/collect-templates.ts FOLDER > TEMPLATES.jsonl
 *   node --import tsx lab/fit/real/collect-material.ts FOLDER TEMPLATES.jsonl > MATERIAL.json
 *
 * FOLDER holds a clone of each repository, as OWNER+NAME or, without a work tree, as OWNER+NAME/repo. Those that are missing are left out and
 * named. The texts are their authors': they stay out of the project. Arrivals are those that Alibaba (ServeGen), Microsoft (Azure) and
 * Moonshot (Mooncake) published of their services.
 */
import { execFileSync } from 'node:child_process';
import { gunzipSync } from 'node:zlib';
import { readTemplates } from '../../intent-training/public/public-template.ts';
import { cloneOf, templatesOf } from '../../intent-training/public/templates-of.ts';
import { type Client, type Material, type Pool, POOLS, type RealTemplate } from './material.ts';
import { HISTORIES, lines, TEXT_SOURCES } from './text-sources.ts';
import { TRADES } from './trades.ts';

/** Of one repository and pool at most. */
const MOST = 9000;
/** Changes of one repository that are looked at, and files of them. */
const CHANGES = 3000;
const DIFFS = 1200;
/** A text of a pool, in characters. */
const LEAST = 8;
const LONGEST = 4000;

const [folder, templates] = process.argv.slice(2);
if (folder === undefined || templates === undefined)
  throw new Error('usage: collect-material.ts FOLDER TEMPLATES.jsonl > MATERIAL.json');

/** Runs git in the clone of a repository; undefined where there is none, which is told. */
function gitOf(repository: string): ((...args: string[]) => Buffer) | undefined {
  const path = cloneOf(folder!, repository);
  if (path !== undefined)
    return (...args) =>
      execFileSync('git', ['-C', path, ...args], { maxBuffer: 2 ** 29, stdio: ['ignore', 'pipe', 'ignore'] });
  console.error(`No clone of ${repository}: left out.`);
  return undefined;
}

/** Texts of a repository's files; empty where the clone lacks them. */
function filesOf(repository: string, wanted: RegExp): string[] {
  const git = gitOf(repository);
  const names = git?.('ls-tree', '-r', '-z', '--name-only', 'HEAD').toString().split('\0') ?? [];
  return names
    .filter((name) => wanted.test(name))
    .flatMap((name) => {
      try {
        const bytes = git!('show', `HEAD:${name}`);
        return [(name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()];
      } catch {
        console.error(`${repository} lacks ${name}: left out.`);
        return [];
      }
    });
}

/** What a repository's history says: why it was changed, and what, a file at a time. */
function changesOf(repository: string): { issues: string[]; diffs: string[] } {
  const log = gitOf(repository)?.(
    'log',
    `-${CHANGES}`,
    '--no-merges',
    '--unified=3',
    '-p',
    '--format=%x00%B',
    '--',
    '*.py',
    '*.ts',
    '*.tsx',
    '*.go',
  );
  const changes = (log?.toString() ?? '').split('\0').map((change) => change.split(/^(?=diff --git )/m));
  return {
    issues: changes.map(([why]) => why!.trim()).filter(({ length }) => length > 120),
    diffs: changes
      .flatMap(([, ...files]) => files.filter(({ length }) => length > 200 && length < LONGEST))
      .slice(0, DIFFS),
  };
}

/** What kinds of innocents send, each by prompts of its own. */
function trades(): RealTemplate[] {
  const seen = new Set<string>();
  return TRADES.flatMap(({ find, ...source }): RealTemplate[] => {
    const { kind, repository, files } = source;
    const clone = cloneOf(folder!, repository);
    if (clone === undefined) console.error(`No clone of ${repository}: left out.`);
    const texts = find
      ? filesOf(repository, files).flatMap((file) => [...file.matchAll(find)].map(([, text]) => text!.trim()))
      : clone === undefined
        ? []
        : templatesOf(clone, source, seen).map(({ text }) => text);
    console.error(`${kind} ${repository}: ${texts.length}`);
    // Escapes, conditions of a language of templates, and slots that are written in another way.
    const plain = texts.map((text) =>
      text
        .replaceAll('\\n', '\n')
        .replaceAll(/\{%[^%]{0,200}%\}/g, '')
        .replaceAll(/(?<![{$])\$([a-z_]{4,})/g, '{$1}')
        .trim(),
    );
    return plain.map((text) => ({ repository, side: 'trade', kind, text }));
  });
}

/** ServeGen says of each client and ten minutes: time, requests a second, coefficient of variation, and more. */
function clientOf(file: string): Client[] {
  const rows = file
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(',').map(Number));
  const rates = rows.map(([, rate]) => Math.round((rate ?? 0) * 1000));
  const spread = rows
    .map(([, , cv]) => cv ?? 0)
    .filter((cv) => cv > 0)
    .sort((a, b) => a - b);
  const busy = rates.filter((rate) => rate > 0).length;
  return busy < 3 ? [] : [{ cv: Math.min(8, Math.max(0.3, spread[Math.floor(spread.length / 2)] ?? 1)), rates }];
}

/** Mooncake says which blocks of a prompt were seen before: a prompt that goes on where another ended is its next turn. */
function sessionsOf(file: string): number[][] {
  const open = new Map<number, number>();
  const sessions: { last: number; gaps: number[] }[] = [];
  for (const { timestamp, hash_ids } of lines<{ timestamp: number; hash_ids: number[] }>(file)) {
    // The first block is the same for all.
    const known = hash_ids
      .slice(1)
      .map((id) => open.get(id))
      .filter((one) => one !== undefined);
    const at = known.at(-1) ?? sessions.push({ last: timestamp, gaps: [] }) - 1;
    const session = sessions[at]!;
    if (known.length > 0) session.gaps.push(Math.max(1, Math.round((timestamp - session.last) / 1000)));
    session.last = timestamp;
    for (const id of hash_ids.slice(1)) open.set(id, at);
  }
  return sessions.map(({ gaps }) => gaps.slice(0, 20));
}

const pools = Object.fromEntries(POOLS.map((pool) => [pool, [] as string[]])) as Record<Pool, string[]>;
const add = (pool: Pool, texts: readonly string[]): void => {
  const own = texts.map((text) => text.trim().slice(0, LONGEST)).filter(({ length }) => length >= LEAST);
  pools[pool].push(...own.slice(0, MOST));
};
for (const { pool, repository, files, texts } of TEXT_SOURCES) add(pool, filesOf(repository, files).flatMap(texts));
for (const repository of HISTORIES)
  for (const [pool, texts] of Object.entries(changesOf(repository))) add(pool as Pool, texts);
for (const pool of POOLS) pools[pool] = [...new Set(pools[pool])];
const material: Material = {
  pools,
  templates: [
    ...readTemplates(templates).map(({ repository, side, kind, text }) => ({ repository, side, kind, text })),
    ...trades(),
  ],
  clients: filesOf('alibaba/ServeGen', /-trace\.csv$/).flatMap(clientOf),
  sessions: filesOf('kvcache-ai/Mooncake', /conversation_trace\.jsonl$/).flatMap(sessionsOf),
  answers: filesOf('Azure/AzurePublicDataset', /LLMInferenceTrace_conv\.csv$/).flatMap((file) =>
    file
      .split('\n')
      .slice(1)
      .map((line) => Number(line.split(',')[2]))
      .filter((tokens) => tokens > 0),
  ),
};
for (const [pool, texts] of Object.entries(pools)) console.error(`${pool}: ${texts.length}`);
console.error(
  `${material.templates.length} templates, ${material.clients.length} clients, ${material.sessions.length} sessions, ${material.answers.length} answers`,
);
process.stdout.write(JSON.stringify(material));
