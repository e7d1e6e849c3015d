import { readRegularFile } from '../../reader/bytes/files/regular-file.ts';
import { type Baseline, mergeBaselines } from '../../engine/campaigns/baseline/baseline.ts';
import {
  BaselineError,
  baselineText,
  OrdinaryTemplates,
  parseBaseline,
} from '../../engine/campaigns/baseline/baseline-file.ts';
import { learnBaseline } from '../../engine/pipeline/learn-baseline.ts';
import { openLog } from '../../engine/pipeline/open-log.ts';
import { count, counted } from '../../text/numbers.ts';
import { dayOf } from '../../text/times.ts';
import type { Typed } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { checkInputs, checkNamed } from '../options/files/inputs.ts';
import { checkOutputs } from '../options/files/outputs.ts';
import { cancelOnInterrupt, NOTHING_WRITTEN } from '../interrupt.ts';
import { accountBy, readMappings } from '../options/files/mappings.ts';
import { ProgressLine } from '../output/progress-line.ts';
import { hang } from '../output/text-layout.ts';
import type { Terminal } from '../output/terminal.ts';
import { UsageError } from '../usage-error.ts';
import { writeFile } from '../output/write-file.ts';

/** Runs `prompt-audit baseline build` and `prompt-audit baseline merge`. */
export async function baseline(typed: Typed, terminal: Terminal): Promise<number> {
  const [what, ...paths] = typed.rest;
  const { output } = typed.values;
  if (what !== 'build' && what !== 'merge') {
    throw new UsageError(`Say what to do: prompt-audit baseline build LOG..., or prompt-audit baseline merge FILE...`);
  }
  if (output === undefined) throw new UsageError('Name the file to write: --output FILE.');
  await checkOutputs({ '--output': output }, [...paths, typed.values['accounts'], typed.values['mapping']]);
  const made = what === 'build' ? await build(paths, typed, terminal) : await merge(paths);
  if (made === undefined) return EXIT.cancelled;
  await writeFile(output, [baselineText(made)]);
  if (!typed.switches.has('quiet')) await tell(made, output, terminal);
  return EXIT.clean;
}

/** Undefined if cancelled: half a log would teach that the other half does not exist. */
async function build(paths: readonly string[], typed: Typed, terminal: Terminal): Promise<Baseline | undefined> {
  checkNamed(paths, terminal);
  await checkInputs(paths);
  const { accounts } = typed.values;
  if (accounts !== undefined) await checkInputs([accounts]);
  const mappings = await readMappings(typed, terminal);
  const progress = new ProgressLine(terminal.err, typed.switches.has('quiet'));
  const interrupt = cancelOnInterrupt(terminal, progress, NOTHING_WRITTEN);
  try {
    const options = {
      ...(accounts !== undefined && { directory: accounts }),
      mappings,
      ...accountBy(typed),
      signal: interrupt.signal,
    };
    const log = await openLog(paths, options, (state) => progress.show(state));
    try {
      if (interrupt.signal.aborted) return undefined;
      if (log.table.length === 0) throw new UsageError('No request was found. See: prompt-audit inspect LOG');
      const made = learnBaseline(await log.judge(() => undefined));
      if (made.days.length === 0) throw new UsageError('No request has a time, so no baseline can be learned.');
      return made;
    } finally {
      await log.release();
    }
  } finally {
    progress.clear();
    interrupt.release();
  }
}

async function merge(files: readonly string[]): Promise<Baseline> {
  if (files.length < 2) throw new UsageError('Name at least two baselines to merge.');
  await checkInputs(files);
  const parts = await Promise.all(files.map(async (file) => read(file)));
  try {
    return parts.reduce(mergeBaselines);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function read(file: string): Promise<Baseline> {
  try {
    return parseBaseline(await readRegularFile(file), file);
  } catch (error) {
    if (error instanceof BaselineError) throw new UsageError(error.message);
    throw error;
  }
}

const DAY_MS = 86_400_000;

async function tell(made: Baseline, output: string, terminal: Terminal): Promise<void> {
  const { days, parts, templates, candidates } = made;
  const requests = parts.reduce((sum, part) => sum + part.requests, 0);
  const known = new OrdinaryTemplates(made);
  const ordinary = templates.filter(({ clauses, says }) => known.find({ clauses, says }) !== undefined).length;
  const text =
    `${counted(requests, 'request')} over ${counted(days.length, 'day')}, ${dayOf(days[0]! * DAY_MS)} to ${dayOf(days.at(-1)! * DAY_MS)}: ` +
    `${counted(templates.length, 'template')} used by several accounts, ${count(ordinary)} of them ordinary; ${counted(candidates.length, 'ordinary candidate')}. ` +
    (known.known
      ? ''
      : 'With fewer than ten days no template counts as ordinary and no day is compared, so merge in more days. ') +
    `Use it with: prompt-audit scan LOG --baseline ${output}`;
  for (const line of hang('', text, terminal.err.columns)) await terminal.err.write(`${line}\n`);
}
