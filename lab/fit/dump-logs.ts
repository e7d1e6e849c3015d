/**
 * Judges folders of labelled logs and writes what is needed to fit and evaluate: `npm run --prefix lab fit:dump -- FOLDER...`. Options:
 *   --out FOLDER    for the dumps, SUITE/NAME.jsonl (default: .cache/fit/dumps)
 *   --cache FOLDER  for tables and texts that were read (default: .cache/fit/logs)
 *   --only TEXT     logs whose name contains it
 *   --processes N   (default: 2)
 * A log whose dump was made by the same code is not judged again.
 */
import { fork } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dumpText } from './logs/dumped.ts';
import { judgedLog } from './logs/judged-log.ts';
import { labelledLogs, type LabelledLog } from './logs/labelled-log.ts';
import { ROOT, sourceHash } from './logs/source-hash.ts';

const CODE = [
  'src/reader',
  'src/engine',
  ...['judged-log', 'labelled-log', 'tried-statistics'].map((name) => `lab/fit/logs/${name}.ts`),
];

interface Task {
  log: LabelledLog;
  cache: string;
  file: string;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string', default: join(ROOT, '.cache', 'fit', 'dumps') },
      cache: { type: 'string', default: join(ROOT, '.cache', 'fit', 'logs') },
      only: { type: 'string', default: '' },
      processes: { type: 'string', default: '2' },
    },
  });
  const code = sourceHash(CODE);
  const tasks = positionals
    .flatMap((folder) => labelledLogs(folder))
    .filter(({ name }) => name.includes(values.only))
    .map((log): Task => {
      mkdirSync(join(values.out, log.suite), { recursive: true });
      return { log, cache: values.cache, file: join(values.out, log.suite, `${log.name}.jsonl`) };
    });
  const stale = tasks.filter(({ file }) => !existsSync(file) || !isOf(file, code));
  console.log(`${tasks.length} logs, ${stale.length} to judge.`);
  const queue = [...stale];
  const began = performance.now();
  await Promise.all(Array.from({ length: Number(values.processes) }, () => worker(queue, code)));
  if (stale.length > 0) console.log(`${((performance.now() - began) / 1000).toFixed(0)} s`);
}

const isOf = (file: string, code: string): boolean =>
  existsSync(`${file}.code`) && readFileSync(`${file}.code`, 'utf8') === code;

/** A process that judges one log after the other. */
async function worker(queue: Task[], code: string): Promise<void> {
  const child = fork(__filename, [], { execArgv: ['--import', 'tsx'], env: { ...process.env, FIT_WORKER: '1' } });
  const ended = new Promise<string>((resolve) =>
    child.once('exit', (status) => resolve(`process ended with ${status}`)),
  );
  for (let task = queue.shift(); task; task = queue.shift()) {
    const answer = new Promise<string>((resolve) =>
      child.once('message', (text) => resolve(typeof text === 'string' ? text : 'no answer')),
    );
    child.send(task);
    const said = await Promise.race([answer, ended]);
    console.log(`${task.log.suite}/${task.log.name}: ${said}`);
    if (said.includes('candidates')) writeFileSync(`${task.file}.code`, code);
    else process.exitCode = 1;
    if (child.exitCode !== null) return;
  }
  child.disconnect();
  await ended;
}

/** Judges what it is told, and says what came of it. */
function obey(): void {
  process.on('message', ({ log, cache, file }: Task) => {
    judgedLog(log, cache)
      .then((dump) => {
        writeFileSync(file, dumpText(dump));
        const campaigns = dump.candidates.filter(({ label }) => label === 'campaign').length;
        return `${dump.candidates.length} candidates, ${campaigns} of a campaign, ${dump.log.seconds.toFixed(1)} s`;
      })
      .catch((error: unknown) => `failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      .then((text) => process.send!(text))
      .catch(() => process.exit(1));
  });
}

if (process.env.FIT_WORKER === undefined) void main();
else obey();
