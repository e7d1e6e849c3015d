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
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readTemplates } from '../../intent-training/public/public-template.ts';
import type { Client, Material, Pool } from './material.ts';

interface Source {
  pool: Pool;
  repository: string;
  files: RegExp;
  texts: (file: string) => string[];
}

/** Of one repository and pool at most. */
const MOST = 9000;
/** A text of a pool, in characters. */
const LEAST = 8;
const LONGEST = 4000;

/** Lines of JSON, without the few that are broken. */
const lines = <T>(file: string): T[] =>
  file.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as T];
    } catch {
      return [];
    }
  });
const named =
  (name: string) =>
  (file: string): string[] =>
    lines<Record<string, unknown>>(file).flatMap((line) => (typeof line[name] === 'string' ? [line[name]] : []));
/** What stands after the instruction of a task of P3. */
const body = (file: string): string[] =>
  named('prompt')(file).map((prompt) => {
    const text = prompt.replaceAll('<br />', ' ').trim();
    const at = text.search(/:\s/);
    return at >= 0 && at < 160 ? text.slice(at + 1).trim() : text;
  });
const functions = (file: string): string[] =>
  file
    .split(/^(?=def |class )/m)
    .slice(1)
    .map((part) => part.trimEnd())
    .filter((part) => part.length > 120);
interface Squad {
  data: { paragraphs: { context: string; qas: { question: string }[] }[] }[];
}
const paragraphs = (file: string) => (JSON.parse(file) as Squad).data.flatMap((one) => one.paragraphs);

const P3 = 'yizhongw/self-instruct';
const p3 = (pool: Pool, files: RegExp): Source => ({ pool, repository: P3, files, texts: body });
const SOURCES: readonly Source[] = [
  {
    pool: 'problems',
    repository: 'openai/grade-school-math',
    files: /\/(?:train|test)\.jsonl$/,
    texts: named('question'),
  },
  { pool: 'requests', repository: 'XueFuzhao/InstructionWild', files: /\.jsonl$/, texts: named('instruction') },
  { pool: 'requests', repository: P3, files: /seed_tasks\.jsonl$/, texts: named('instruction') },
  p3(
    'questions',
    /per_template\/(?:glue_qqp_meaning|sciq_Direct_Question_Closed|kilt_tasks_hotpotqa_(?:straigh|formulate)|trivia|web_q|wiki_qa)/,
  ),
  p3(
    'passages',
    /per_template\/(?:multi_news_summarize|cnn_dailymail_3_0_0_(?:tldr|sum_in)|imdb_Reviewer_Enj|duorc_\w+_title|wiki_hop_original_generate_obj|xsum_\w*summar|ropes_plain_back|quoref_Guess_Title|yelp\w*format_score|amazon_polarity_user)/,
  ),
  p3('dialogues', /per_template\/(?:samsum_(?:Summarize_|Sum_up|To_sum)|dream_read)/),
  {
    pool: 'passages',
    repository: 'google-deepmind/xquad',
    files: /xquad\.\w+\.json$/,
    texts: (file) => paragraphs(file).map(({ context }) => context),
  },
  {
    pool: 'questions',
    repository: 'google-deepmind/xquad',
    files: /xquad\.\w+\.json$/,
    texts: (file) => paragraphs(file).flatMap(({ qas }) => qas.map(({ question }) => question)),
  },
  { pool: 'code', repository: 'TheAlgorithms/Python', files: /^\w+\/.*\.py$/, texts: functions },
  { pool: 'code', repository: 'openai/human-eval', files: /HumanEval\.jsonl\.gz$/, texts: named('prompt') },
  {
    pool: 'short',
    repository: 'PolyAI-LDN/task-specific-datasets',
    files: /banking_data\/\w+\.csv$/,
    texts: (file) =>
      file
        .split('\n')
        .slice(1)
        .map((line) => line.replace(/,\w+\s*$/, '').replace(/^"(.*)"$/, '$1')),
  },
  {
    pool: 'short',
    repository: 'clinc/oos-eval',
    files: /data_full\.json$/,
    texts: (file) =>
      Object.values(JSON.parse(file) as Record<string, [string, string][]>).flatMap((rows) =>
        rows.map(([text]) => text),
      ),
  },
];

const [folder, templates] = process.argv.slice(2);
if (folder === undefined || templates === undefined)
  throw new Error('usage: collect-material.ts FOLDER TEMPLATES.jsonl > MATERIAL.json');

/** Texts of a repository's files; empty where the clone lacks them. */
function filesOf(repository: string, wanted: RegExp): string[] {
  const clone = join(folder!, repository.replace('/', '+'));
  const path = [join(clone, 'repo'), clone].find(
    (one) => existsSync(join(one, 'HEAD')) || existsSync(join(one, '.git')),
  );
  if (path === undefined) {
    console.error(`No clone of ${repository}: left out.`);
    return [];
  }
  const git = (...args: string[]): Buffer =>
    execFileSync('git', ['-C', path, ...args], { maxBuffer: 2 ** 29, stdio: ['ignore', 'pipe', 'ignore'] });
  const names = git('ls-tree', '-r', '-z', '--name-only', 'HEAD')
    .toString()
    .split('\0')
    .filter((name) => wanted.test(name));
  return names.flatMap((name) => {
    try {
      const bytes = git('show', `HEAD:${name}`);
      return [(name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()];
    } catch {
      console.error(`${repository} lacks ${name}: left out.`);
      return [];
    }
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

const pools: Record<Pool, string[]> = {
  problems: [],
  requests: [],
  questions: [],
  passages: [],
  dialogues: [],
  code: [],
  short: [],
};
for (const { pool, repository, files, texts } of SOURCES)
  pools[pool].push(
    ...filesOf(repository, files)
      .flatMap(texts)
      .map((text) => text.trim().slice(0, LONGEST))
      .filter(({ length }) => length >= LEAST)
      .slice(0, MOST),
  );
for (const pool of Object.keys(pools) as Pool[]) pools[pool] = [...new Set(pools[pool])];
const material: Material = {
  pools,
  templates: readTemplates(templates).map(({ repository, side, kind, text }) => ({ repository, side, kind, text })),
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
