/** What else is done with logs: looking at them, learning from them, trying out what would be found in them, and rewriting them. */
import { type Command, option } from '../command.ts';
import { JUDGING_OPTIONS } from '../options/judging.ts';
import { ACCOUNTS_OPTION, BASELINE_OPTION, FORMAT_OPTION, READING_OPTIONS } from '../options/shared.ts';

export const INSPECT_COMMAND: Command = {
  name: 'inspect',
  arguments: 'LOG...',
  text: 'Look at the start of each log: its format, its fields and where they come from, the first requests, what detectors lack, and a proposed mapping if it cannot be read.',
  options: [
    FORMAT_OPTION,
    option('limit N', 'requests to show (default: 3)', { short: 'n' }),
    option('no-text', 'leave out text written by people and models'),
    ...READING_OPTIONS,
    option('write-mapping FILE', 'write the proposed mapping to a file'),
  ],
  examples: [
    'prompt-audit inspect requests.jsonl',
    'prompt-audit inspect odd.jsonl --write-mapping odd.json',
    'prompt-audit scan odd.jsonl --mapping odd.json',
  ],
  run: async (typed, terminal) => (await import('../commands/inspect.ts')).inspect(typed, terminal),
};

export const BASELINE_COMMAND: Command = {
  name: 'baseline',
  arguments: 'build LOG... | merge FILE...',
  text: 'Learn what ordinary traffic looks like from your own logs (build), or combine such files (merge). The file holds hashes and counts, no text. Nothing is learned from reported campaigns.',
  options: [option('output FILE', 'file to write', { short: 'o' }), ACCOUNTS_OPTION, ...READING_OPTIONS],
  examples: [
    'prompt-audit baseline build logs/october/ --output october.json',
    'prompt-audit baseline merge september.json october.json --output normal.json',
    'prompt-audit scan logs/november/ --baseline normal.json',
  ],
  run: async (typed, terminal) => (await import('../commands/baseline.ts')).baseline(typed, terminal),
};

export const POWER_COMMAND: Command = {
  name: 'power',
  arguments: 'LOG...',
  text: 'Plant simulated campaigns in your own log, in memory, and say which would be found and how many ordinary accounts would be wrongly accused. The campaigns vary in size, cover traffic and evasion. Only the result is written.',
  options: [
    FORMAT_OPTION,
    option('output FILE', 'write the result to a file; FILE.json means json', { short: 'o' }),
    option('trials N', 'campaigns of each kind (default: 3)'),
    option('only KINDS', 'plant only these kinds, for example size-24-0.5,reworded'),
    option('minutes N', 'start no new round after N minutes (default: 20)'),
    option('seed N', 'the same seed plants the same campaigns (default: 1)'),
    ACCOUNTS_OPTION,
    BASELINE_OPTION,
    ...READING_OPTIONS,
  ],
  examples: ['prompt-audit power logs/', 'prompt-audit power requests.jsonl --trials 10 --output power.json'],
  run: async (typed, terminal) => (await import('../commands/power.ts')).power(typed, terminal),
};

export const BENCH_COMMAND: Command = {
  name: 'bench',
  arguments: 'FOLDER',
  text: 'Scan a folder of labelled logs, NAME.truth.json beside NAME.jsonl, and say how well the program tells who is who: average precision, what is called and suspected, who is wrongly called, and what the first groups hold.',
  options: [
    FORMAT_OPTION,
    option('output FILE', 'write the tables to a file; FILE.json means json', { short: 'o' }),
    ...JUDGING_OPTIONS,
    ...READING_OPTIONS,
  ],
  examples: ['prompt-audit bench labelled/', 'prompt-audit bench labelled/ --output figures.json'],
  async run(typed, terminal) {
    const [{ bench }, { audit }] = await Promise.all([
      import('../commands/measuring/bench.ts'),
      import('../../engine/pipeline/audit.ts'),
    ]);
    return bench(typed, terminal, audit);
  },
};

export const CONVERT_COMMAND: Command = {
  name: 'convert',
  arguments: 'LOG...',
  text: 'Convert the requests in any logs to JSON Lines in one documented format, which every command can read.',
  options: [
    option('output FILE', 'file to write (default: standard output)', { short: 'o' }),
    option('no-text', 'replace text written by people and models with its length'),
    option('unread FILE', 'list every line that gave no request, with its position and the reason'),
    ...READING_OPTIONS,
  ],
  examples: ['prompt-audit convert logs/ --output requests.jsonl', "prompt-audit convert 'export/*.csv' | jq .model"],
  run: async (typed, terminal) => (await import('../commands/convert.ts')).convert(typed, terminal),
};
