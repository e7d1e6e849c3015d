import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type BenchFigures, benchFigures } from '../../../report/benchmark/bench-figures.ts';
import { benchTables } from '../../../report/benchmark/bench-tables.ts';
import { readTruthFile } from '../../../report/benchmark/truth.ts';
import { visible, visibleLines } from '../../../text/visible.ts';
import type { Typed } from '../../command.ts';
import { EXIT } from '../../exit-code.ts';
import { cancelOnInterrupt, NOTHING_WRITTEN } from '../../interrupt.ts';
import { judgingOf } from '../../options/judging.ts';
import { accountBy, readMappings } from '../../options/files/mappings.ts';
import { checkOutputs } from '../../options/files/outputs.ts';
import { reportFormat } from '../../options/report-format.ts';
import { ProgressLine } from '../../output/progress-line.ts';
import type { Terminal } from '../../output/terminal.ts';
import { writeFile } from '../../output/write-file.ts';
import { UsageError } from '../../usage-error.ts';
import type { Audit } from '../export.ts';

const TRUTH = '.truth.json';
const DIRECTORY = '.accounts.csv';

interface Labelled {
  name: string;
  log: string;
  truth: string;
  directory?: string;
}

/** Runs `prompt-audit bench`: scans each labelled log of a folder, and says how well it tells who is who. */
export async function bench(typed: Typed, terminal: Terminal, audit: Audit): Promise<number> {
  const [folder, ...others] = typed.rest;
  if (folder === undefined || others.length > 0) throw new UsageError('Name one folder of labelled logs.');
  const { output } = typed.values;
  // The text is Markdown.
  const format = output?.endsWith('.md') === true ? 'text' : reportFormat(typed.values['format'], output);
  await checkOutputs({ '--output': output }, [folder]);
  const mappings = await readMappings(typed, terminal);
  const logs = await labelledLogs(folder);
  const progress = new ProgressLine(terminal.err, typed.switches.has('quiet'));
  const interrupt = cancelOnInterrupt(terminal, progress, NOTHING_WRITTEN);
  const figures: BenchFigures[] = [];
  try {
    for (const { name, log, truth, directory } of logs) {
      const accounts = truthOf(truth);
      const { report } = await audit([log], {
        mappings,
        ...accountBy(typed),
        ...judgingOf(typed),
        ...(directory !== undefined && { directory }),
        onProgress: (state) => progress.show(state),
        signal: interrupt.signal,
      });
      if (interrupt.signal.aborted) return EXIT.cancelled;
      const known = report.accounts.filter(({ account }) => accounts.has(account)).length;
      if (known === 0) throw new UsageError(`No account of "${visible(log)}" is in "${visible(truth)}".`);
      figures.push(benchFigures(name, report, accounts));
    }
  } finally {
    progress.clear();
    interrupt.release();
  }
  const text = format === 'json' ? `${JSON.stringify(figures, null, 2)}\n` : visibleLines(benchTables(figures));
  if (output === undefined) await terminal.out.write(text);
  else await writeFile(output, [text]);
  return EXIT.clean;
}

/** Logs with a truth file beside them; one name may end in anything that a log may. */
async function labelledLogs(folder: string): Promise<Labelled[]> {
  const names = await readdir(folder).catch(() => {
    throw new UsageError(`There is no folder "${folder}".`);
  });
  const found = names
    .filter((name) => name.endsWith(TRUTH))
    .sort()
    .map((truth): Labelled => {
      const name = truth.slice(0, -TRUTH.length);
      const own = names.filter(
        (other) => other.startsWith(`${name}.`) && !/\.(?:truth\.\w+|accounts\.csv)$/.test(other),
      );
      const [log] = own;
      if (log === undefined || own.length > 1) {
        throw new UsageError(
          `"${truth}" needs one log beside it, ${name}.jsonl or of another format; there are ${own.length}.`,
        );
      }
      return {
        ...{ name, log: join(folder, log), truth: join(folder, truth) },
        ...(names.includes(name + DIRECTORY) && { directory: join(folder, name + DIRECTORY) }),
      };
    });
  if (found.length === 0)
    throw new UsageError(`No labelled log is in "${folder}": NAME.truth.json beside the log NAME.jsonl.`);
  return found;
}

function truthOf(path: string): ReturnType<typeof readTruthFile> {
  try {
    return readTruthFile(path);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
