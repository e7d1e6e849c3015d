/** Lets the person choose which campaigns the findings view lists. */
import * as vscode from 'vscode';
import type { CaseFilter } from '../../protocol/case-filter.ts';
import { isDay } from '../../text/times.ts';
import { readSettings } from '../settings.ts';
import { t } from '../translated.ts';

interface Chosen {
  filter: CaseFilter;
  /** Empty for all. */
  words: string;
}

/** Undefined when the person gives up. */
export async function chooseCases(): Promise<Chosen | undefined> {
  const { author } = readSettings();
  const options: (vscode.QuickPickItem & { filter?: CaseFilter })[] = [
    { label: t('All campaigns'), filter: {} },
    ...(author === '' ? [] : [{ label: t('Mine'), description: author, filter: { owner: author } }]),
    { label: t('Nobody'), description: t('campaigns without an owner'), filter: { owner: '' } },
    { label: t('Not closed'), filter: { status: 'open' } },
    { label: t('New since…') },
  ];
  const chosen = await vscode.window.showQuickPick(options, { title: t('Filter cases') });
  if (chosen === undefined) return undefined;
  const { filter, label } = chosen;
  if (filter !== undefined) return { filter, words: Object.keys(filter).length === 0 ? '' : label };
  const day = await vscode.window.showInputBox({
    title: t('Filter cases'),
    prompt: t('Campaigns that are new since this day, such as 2026-11-30.'),
    validateInput: (text) => (isDay(text) ? undefined : 'Enter a date such as 2026-11-30.'),
  });
  return day === undefined
    ? undefined
    : { filter: { since: Date.parse(`${day}T00:00:00Z`) }, words: `${t('New since')} ${day}` };
}
