import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { useSecretOf } from '../../../engine/ingest/checkpoints/folder-secret.ts';
import { mapLogs } from '../../../engine/state/map-logs.ts';
import { readWanted } from '../../../engine/state/prompt-rows.ts';
import { SECRET_BYTES } from '../../../engine/table/run-secret.ts';
import { useSecret } from '../../../engine/table/text-kernel.ts';
import { count, counted } from '../../../text/numbers.ts';
import type { Typed } from '../../command.ts';
import { EXIT } from '../../exit-code.ts';
import { cancelOnInterrupt, NOTHING_WRITTEN } from '../../interrupt.ts';
import { checkInputs, checkNamed } from '../../options/files/inputs.ts';
import { limitsOf } from '../../options/limits.ts';
import { accountBy, readMappings } from '../../options/files/mappings.ts';
import { stateFolder } from '../../options/files/state-folder.ts';
import { workersOf } from '../../options/workers.ts';
import { ProgressLine } from '../../output/progress-line.ts';
import type { Terminal } from '../../output/terminal.ts';
import { UsageError } from '../../usage-error.ts';

/** Runs `prompt-audit map`: logs, or part of one -> a state; with `--read-prompts`, the prompts that a report needs. */
export async function map(typed: Typed, terminal: Terminal): Promise<number> {
  const { output, name, range, 'read-prompts': wanted } = typed.values;
  const logs = typed.rest;
  if (output === undefined) throw new UsageError('Name the folder to write: --output FOLDER.');
  if (name !== undefined && logs.length !== 1)
    throw new UsageError('--name replaces the path of one log, so name only one.');
  const cut = range === undefined ? undefined : parseRange(range);
  checkNamed(logs, terminal);
  await checkInputs(wanted === undefined ? logs : [...logs, wanted]);
  if (wanted !== undefined && cut !== undefined)
    throw new UsageError(
      '--read-prompts reads the prompts on its list wherever they are in the log: leave out --range.',
    );
  // With a list of prompts, how to read is in the list: mappings of the current folder are not asked about.
  const isGiven = typed.values['mapping'] !== undefined || typed.configuration?.mappings !== undefined;
  const mappings = wanted === undefined || isGiven ? await readMappings(typed, terminal) : undefined;
  const workers = workersOf(typed);
  const quiet = typed.switches.has('quiet');
  const progress = new ProgressLine(terminal.err, quiet);
  const interrupt = cancelOnInterrupt(terminal, progress, NOTHING_WRITTEN);
  try {
    const common = { ...(name !== undefined && { name }), signal: interrupt.signal };
    const { limits } = limitsOf(typed);
    if (wanted !== undefined) {
      const given = { ...limits, ...accountBy(typed), ...(mappings && { mappings: [...mappings] }) };
      const read = await readWanted(logs, wanted, output, { ...common, given });
      if (read === undefined) return EXIT.cancelled;
      if (!quiet)
        await terminal.err.write(
          `${count(read.known)} of ${counted(read.wanted, 'wanted prompt')} found in these logs and written to ${output}.\n`,
        );
      return EXIT.clean;
    }
    await useMapSecret(typed.values['secret']);
    const mapped = await mapLogs(logs, output, {
      ...common,
      ...(limits && { limits }),
      ...accountBy(typed),
      ...(mappings && { mappings }),
      workers: workers ?? 1,
      ...(cut && { range: cut }),
      onProgress: (state) => progress.show(state),
    });
    if (mapped === undefined) return EXIT.cancelled;
    progress.clear();
    const text = `${counted(mapped.requests, 'request')} from ${counted(mapped.logs, 'log')}, in ${counted(mapped.parts, 'part')}`;
    if (!quiet) await terminal.err.write(`State written to ${output}: ${text}.\n`);
    return EXIT.clean;
  } finally {
    progress.clear();
    interrupt.release();
  }
}

/** States that are merged have to be hashed with one key: that of this machine, or the one that was given to all. */
async function useMapSecret(file: string | undefined): Promise<void> {
  if (file === undefined) return useSecretOf(stateFolder());
  await checkInputs([file]);
  const bytes = await readFile(file);
  if (bytes.length < SECRET_BYTES)
    throw new UsageError(
      `--secret takes a file of at least ${SECRET_BYTES} random bytes; ${file} has ${bytes.length}.`,
    );
  useSecret(createHash('sha256').update(bytes).digest());
}

function parseRange(value: string): { start: number; end: number } {
  const [, from, to] = /^(\d{1,15})-(\d{0,15})$/.exec(value) ?? [];
  const range = { start: Number(from ?? NaN), end: to === '' ? Infinity : Number(to ?? NaN) };
  if (range.start < range.end) return range;
  throw new UsageError(`--range takes the first byte and the one after the last, as in 0-134217728, not "${value}".`);
}
