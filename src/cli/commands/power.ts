import { count, counted, percent } from '../../text/numbers.ts';
import { howOftenRight } from '../../text/suspected.ts';
import {
  type CellResult,
  measurePower,
  powerCells,
  PowerError,
  type PowerProgress,
  type PowerResult,
  type Proportion,
} from '../../engine/power/power.ts';
import { duration } from '../output/amounts.ts';
import { colours } from '../output/colours.ts';
import type { Typed } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { checkInputs, checkNamed } from '../options/files/inputs.ts';
import { checkOutputs } from '../options/files/outputs.ts';
import { accountBy, readMappings } from '../options/files/mappings.ts';
import { reportFormat } from '../options/report-format.ts';
import { wholeNumber } from '../options/whole-number.ts';
import { type Output, type Terminal } from '../output/terminal.ts';
import { hang } from '../output/text-layout.ts';
import { UsageError } from '../usage-error.ts';
import { writeFile } from '../output/write-file.ts';

const DEFAULTS = { trials: '3', minutes: '20', seed: '1' };

/** Runs `prompt-audit power`: plants simulated campaigns in the user's own log, in memory, and says which are found. */
export async function power(typed: Typed, terminal: Terminal): Promise<number> {
  const { output, accounts, baseline } = typed.values;
  const format = reportFormat(typed.values['format'], output);
  checkNamed(typed.rest, terminal);
  const trials = number(typed, 'trials', 1, 50);
  const minutes = number(typed, 'minutes', 1, 1440);
  const seed = number(typed, 'seed', 0, 0xffffffff);
  const only = typed.values['only']?.split(',');
  const unknown = only?.find((id) => !powerCells(true).some((cell) => cell.id === id));
  if (unknown !== undefined) {
    const ids = powerCells(true).map(({ id }) => id);
    throw new UsageError(`--only does not take "${unknown}". It takes one or more of ${ids.join(',')}.`);
  }
  await checkInputs([...typed.rest, ...[accounts, baseline].filter((file) => file !== undefined)]);
  await checkOutputs({ '--output': output }, [...typed.rest, accounts, baseline, typed.values['mapping']]);
  const mappings = await readMappings(typed, terminal);
  const line = progressLine(terminal.err, typed.switches.has('quiet'));
  const stop = new AbortController();
  const release = terminal.onInterrupt(() => {
    line('');
    if (stop.signal.aborted) terminal.quit(EXIT.cancelled);
    else stop.abort();
  });
  try {
    const result = await measurePower(typed.rest, {
      trials,
      seed,
      ...(only && { only }),
      timeLimitMs: minutes * 60_000,
      mappings,
      ...accountBy(typed),
      ...(accounts !== undefined && { directory: accounts }),
      ...(baseline !== undefined && { baseline }),
      signal: stop.signal,
      onProgress: (progress) => line(progressText(progress)),
    });
    line('');
    const text = format === 'json' ? `${JSON.stringify(result, null, 2)}\n` : powerText(result, terminal.out);
    if (output === undefined) await terminal.out.write(text);
    else await writeFile(output, [text]);
    return stop.signal.aborted ? EXIT.cancelled : EXIT.clean;
  } catch (error) {
    if (error instanceof PowerError) throw new UsageError(error.message);
    throw error;
  } finally {
    line('');
    release();
  }
}

const number = ({ values }: Typed, name: keyof typeof DEFAULTS, low: number, high: number): number =>
  wholeNumber(name, values[name] ?? DEFAULTS[name], low, high);

function progressText({ phase, round, rounds, eta }: PowerProgress): string {
  if (phase === 'reading') return 'Reading the log';
  if (phase === 'judging') return 'Judging the log as it is';
  return `Planting, round ${round} of ${rounds}${eta === null ? '' : `  ${duration(eta)} left`}`;
}

/** Rewrites one line of a terminal; an empty text clears it. */
function progressLine(output: Output, quiet: boolean): (text: string) => void {
  let shown = false;
  return (text) => {
    if (quiet || !output.isTerminal || (text === '' && !shown)) return;
    shown = text !== '';
    void output.write(`\r${text.slice(0, Math.max(10, output.columns - 1))}\u001b[K${text === '' ? '\r' : ''}`);
  };
}

const TITLES: Readonly<Record<CellResult['group'], string>> = {
  size: 'By size and cover traffic (40 harvest requests per account, four templates)',
  requests: 'By requests (24 accounts, 50% cover traffic)',
  evasion: 'By evasion (24 accounts, 40 harvest requests each, 50% cover traffic)',
};

/** The result, for people. */
export function powerText(result: PowerResult, { columns, colour }: Pick<Output, 'columns' | 'colour'>): string {
  const paint = colours(colour);
  const { log, cells, cost, suspected, trials } = result;
  const lines = [
    ...(result.partial
      ? hang('', 'Partial: it was stopped before all campaigns were planted, so intervals are wider.', columns).map(
          (line) => paint.yellow(line),
        )
      : []),
    ...hang(
      '',
      `Simulated campaigns were planted in ${counted(log.requests, 'request')} from ${counted(log.accounts, 'account')}, ${trials} of each kind, in memory. Without them, ${counted(log.accused, 'account')} ${log.accused === 1 ? 'is' : 'are'} flagged as distillation.`,
      columns,
    ),
  ];
  for (const group of ['size', 'requests', 'evasion'] as const) {
    const own = cells.filter((cell) => cell.group === group);
    if (own.length === 0) continue;
    lines.push('', paint.bold(TITLES[group]), paint.dim(row('', 'accounts found', '95% interval', 'campaigns')));
    for (const { label, accounts, campaigns } of own)
      lines.push(row(label, share(accounts), interval(accounts), `${campaigns.found} of ${campaigns.of}`));
  }
  const { accused, judged, rounds, cleared } = cost;
  lines.push(
    '',
    ...hang(
      '',
      `Cost: in ${counted(rounds, 'round')}, ${counted(accused.found, 'account')} of the log ${accused.found === 1 ? 'was' : 'were'} flagged as distillation only because of the planted campaigns (of ${count(judged)} judged; 95% interval ${interval(accused)}). ${counted(cleared, 'account')} of the log ${cleared === 1 ? 'was' : 'were'} accused without the planted campaigns, but not with them.`,
      columns,
    ),
    ...hang(
      '',
      `Suspected: ${count(log.suspected)} of the groups without the planted campaigns. With them, ${count(suspected.groups.found)} of ${counted(suspected.groups.of, 'group')} suspected ${suspected.groups.of === 1 ? 'was' : 'were'} planted${suspected.groups.of === 0 ? '' : ` (95% interval ${interval(suspected.groups)})`}, and of ${counted(suspected.campaigns.of, 'campaign')} not found ${count(suspected.campaigns.found)} ${suspected.campaigns.found === 1 ? 'was' : 'were'} suspected. A group of your own log that is listed in each round counts as not planted, whatever it is. ${howOftenRight()}`,
      columns,
    ),
    ...hang(
      '',
      'Simulated campaigns are simpler than real ones. Take the figures as the best to expect, and compare rows rather than trust any one of them.',
      columns,
    ).map((line) => paint.dim(line)),
  );
  return `${lines.join('\n')}\n`;
}

const row = (label: string, ...cells: [string, string, string]): string =>
  `  ${label.padEnd(50)} ${cells[0].padStart(15)}  ${cells[1].padStart(14)}  ${cells[2].padStart(9)}`;

const share = ({ found, of }: Proportion): string =>
  of === 0 ? 'not planted' : `${percent(found / of)} of ${count(of)}`;

const interval = ({ interval: [low, high], of }: Proportion): string =>
  of === 0 ? '' : `${percent(low)} to ${percent(high)}`;
