import { type Converted, convertLogs } from '../../reader/convert/convert.ts';
import { withoutText } from '../../report/inspect/without-text.ts';
import { count, counted } from '../../text/numbers.ts';
import type { Typed } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { checkInputs, checkNamed, STANDARD_INPUT } from '../options/files/inputs.ts';
import { checkOutputs } from '../options/files/outputs.ts';
import { LineWriter } from '../output/line-writer.ts';
import { accountBy, readMappings } from '../options/files/mappings.ts';
import { escapedJson } from '../../text/visible.ts';
import type { Terminal } from '../output/terminal.ts';
import { UsageError } from '../usage-error.ts';

/** Runs `prompt-audit convert`: the requests of any logs as canonical JSON Lines. */
export async function convert(typed: Typed, terminal: Terminal): Promise<number> {
  const paths = typed.rest;
  checkNamed(paths, terminal);
  const { output } = typed.values;
  await checkInputs(paths);
  const unread = typed.values['unread'];
  await checkOutputs({ '--output': output, '--unread': unread }, [...paths, typed.values['mapping']]);
  const mappings = await readMappings(typed, terminal);
  const stop = new AbortController();
  const release = terminal.onInterrupt(() => {
    if (stop.signal.aborted) terminal.quit(EXIT.cancelled);
    else stop.abort();
  });
  const writer = new LineWriter(output === STANDARD_INPUT ? undefined : output);
  const list = unread === undefined ? undefined : new LineWriter(unread);
  try {
    const done = await convertLogs(paths, (line) => writer.line(escapedJson(line)), {
      mappings,
      ...accountBy(typed),
      ...(list && { onUnread: (place) => list.line(escapedJson(JSON.stringify(place))) }),
      signal: stop.signal,
      ...(typed.switches.has('no-text') && { change: withoutText }),
    });
    list?.end();
    if (done.requests === 0 && !stop.signal.aborted) throw new UsageError(nothingFound(done));
    writer.end();
    if (!typed.switches.has('quiet')) await terminal.err.write(`${summary(done, output)}\n`);
    if (stop.signal.aborted) return EXIT.cancelled;
    const missed = done.errors.map(({ file, error }) => `${file}: ${error}`);
    if (missed.length > 0) throw new UsageError(`Not everything was read.\n  ${missed.join('\n  ')}`);
    return EXIT.clean;
  } catch (error) {
    writer.discard();
    list?.discard();
    throw error;
  } finally {
    release();
  }
}

function nothingFound({ errors, counts }: Converted): string {
  const why = [
    ...errors.map(({ file, error }) => `${file}: ${error}`),
    ...counts.reasons.map(({ reason, count: lines }) => `${counted(lines, 'line')}: ${reason}`),
  ];
  return `No request was found. See: prompt-audit inspect LOG\n  ${why.slice(0, 5).join('\n  ')}`;
}

function summary({ requests, counts }: Converted, output: string | undefined): string {
  const { lines, records, rejected, skipped } = counts;
  const where = output === undefined || output === STANDARD_INPUT ? '' : ` to ${output}`;
  return `${counted(requests, 'request')} written${where}: ${counted(lines, 'line')} = ${count(records)} with requests + ${count(rejected)} rejected + ${count(skipped)} skipped.`;
}
