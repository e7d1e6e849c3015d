/** Options that were typed but have no effect. They are most likely mistakes, so they are never ignored silently. */
import { readFile } from 'node:fs/promises';
import { parseDirectory } from '../../engine/accounts/account-directory.ts';
import { ACCOUNT_MISSED } from '../../engine/building/input-notes.ts';
import type { Report } from '../../report/shape/report.ts';
import { count } from '../../text/numbers.ts';
import { visibleLine } from '../../text/visible.ts';
import type { Typed } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import type { SwitchName, ValueName } from '../usage/option-names.ts';

type Name = ValueName | SwitchName;

/** Options of a scan that only modify what another one asks for, or one of several. */
const NEEDS: readonly (readonly [option: Name, ...others: readonly Name[]])[] = [
  ['keep', 'follow'],
  ['key', 'indicators'],
  ['event-format', 'events', 'on-finding'],
];

/** @throws UsageError for an option that has no meaning without another one */
export function checkTyped({ values, switches }: Typed): void {
  const isTyped = (name: Name): boolean => values[name as ValueName] !== undefined || switches.has(name as SwitchName);
  for (const [option, ...others] of NEEDS) {
    if (isTyped(option) && !others.some(isTyped))
      throw new UsageError(`--${option} means nothing without ${others.map((name) => `--${name}`).join(' or ')}.`);
  }
}

/**
 * Checks what the scan made of its options.
 * @throws UsageError if the log has nothing that an option names; the report has been written by then
 */
export async function checkUsed({ values }: Typed, report: Report): Promise<void> {
  const field = values['account-by'];
  if (field !== undefined && report.inputs.notes?.includes(ACCOUNT_MISSED)) {
    throw new UsageError(
      `--account-by ${visibleLine(field, 80)}: no request has that field, so accounts are what they would be without it. See which fields there are: prompt-audit inspect LOG`,
    );
  }
  const { accounts } = values;
  if (accounts === undefined) return;
  const directory = parseDirectory(await readFile(accounts, 'utf8'), accounts);
  if (report.accounts.some(({ account }) => directory.has(account))) return;
  const example = report.accounts[0]?.account;
  const like =
    example === undefined ? '' : ` Its names must be those of the log, such as "${visibleLine(example, 80)}".`;
  throw new UsageError(
    `--accounts ${visibleLine(accounts, 200)}: none of the accounts that it names (${count(directory.size)}) is in the log.${like}`,
  );
}
