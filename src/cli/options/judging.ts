import { PRIOR_RANGE, THRESHOLD_RANGE } from '../../core/config/config-ranges.ts';
import type { ReportSettings } from '../../core/report/report.ts';
import type { CommandOption, Typed } from '../command.ts';
import { UsageError } from '../usage-error.ts';

/** Options that say from which score on an account is called distillation, and what is expected before any evidence. */
export const JUDGING_OPTIONS: readonly CommandOption[] = [
  { name: 'threshold', value: 'P', text: 'score from which an account is called distillation (default: 0.9)' },
  {
    name: 'account-prior',
    value: 'P',
    text: 'share of accounts expected to take part, before any evidence (default: 0.001)',
  },
];

/**
 * What was typed for `JUDGING_OPTIONS`.
 * @throws UsageError for a number out of range
 */
export function judgingOf({ values }: Typed): { settings?: Partial<ReportSettings> } {
  const threshold = within('threshold', values, THRESHOLD_RANGE);
  const accountPrior = within('account-prior', values, PRIOR_RANGE);
  if (threshold === undefined && accountPrior === undefined) return {};
  return {
    settings: { ...(threshold !== undefined && { threshold }), ...(accountPrior !== undefined && { accountPrior }) },
  };
}

function within(option: string, values: Typed['values'], [low, high]: readonly [number, number]): number | undefined {
  const value = values[option];
  if (value === undefined) return undefined;
  const number = Number(value);
  if (value.trim() !== '' && number >= low && number <= high) return number;
  throw new UsageError(`--${option} takes a number from ${low} to ${high}, not "${value}".`);
}
