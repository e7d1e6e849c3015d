import { DEFAULT_SETTINGS, type ReportSettings, SETTING_RANGES } from '../../report/shape/report.ts';
import type { AuditOptions } from '../../engine/pipeline/audit.ts';
import { type CommandOption, option, type Typed } from '../command.ts';
import type { ValueName } from '../usage/option-names.ts';
import { UsageError } from '../usage-error.ts';

/** Options for judging: the threshold for calling an account distillation, and the prior before any evidence. */
export const JUDGING_OPTIONS: readonly CommandOption[] = [
  option(
    'threshold P',
    `minimum score at which an account is flagged as distillation (default: ${DEFAULT_SETTINGS.threshold})`,
  ),
  option(
    'account-prior P',
    `share of accounts expected to take part, before any evidence (default: ${DEFAULT_SETTINGS.accountPrior})`,
  ),
];

/** Options that say how much of a log must be judged. */
export const GATE_OPTIONS: readonly CommandOption[] = [
  option(
    'min-judged P',
    'exit with 3 if less than this share of requests could be judged (default with --fail-on: 0.5)',
  ),
  option(
    'max-rejected P',
    'exit with 3 if more than this share of lines could not be read (default with --fail-on: 0.2)',
  ),
];

/** What each setting of a report is called here. */
const OPTIONS: Readonly<Record<keyof typeof SETTING_RANGES, ValueName>> = {
  threshold: 'threshold',
  accountPrior: 'account-prior',
  minJudged: 'min-judged',
  maxRejected: 'max-rejected',
};

/** Whether a log that cannot be judged fails the command. */
export const isGated = ({ values }: Typed): boolean =>
  (['fail-on', 'min-judged', 'max-rejected'] as const).some((option) => values[option] !== undefined);

/**
 * The values of `JUDGING_OPTIONS` and `GATE_OPTIONS`, and what the configuration file says about the team's own traffic.
 * @throws UsageError for a number out of range
 */
export function judgingOf({ values, configuration }: Typed): Pick<AuditOptions, 'settings' | 'team'> {
  const settings: Partial<ReportSettings> = {};
  for (const [name, option] of Object.entries(OPTIONS) as [keyof typeof OPTIONS, ValueName][]) {
    const value = within(option, values, SETTING_RANGES[name]);
    if (value !== undefined) settings[name] = value;
  }
  return {
    ...(Object.keys(settings).length > 0 && { settings }),
    ...(configuration?.team && { team: configuration.team }),
  };
}

/** A number, or a percentage: `0.9`, `90%`. */
function within(
  option: ValueName,
  values: Typed['values'],
  [low, high]: readonly [number, number],
): number | undefined {
  const value = values[option]?.trim();
  if (value === undefined) return undefined;
  const number = value.endsWith('%') ? Number(value.slice(0, -1)) / 100 : Number(value);
  if (/^[\d.]/.test(value) && number >= low && number <= high) return number;
  throw new UsageError(`--${option} takes a number from ${low} to ${high}, not "${values[option] ?? ''}".`);
}
