/** Lets a person choose the field that identifies the account, if a log does not say clearly who sent what. */
import * as vscode from 'vscode';
import { folderSettings, settingsTarget } from '../configuration/workspace-configuration.ts';
import { t } from '../translated.ts';

/** What `promptAudit.accountBy` takes besides the path of a field, with what it means. */
const KINDS: readonly (readonly [field: string, meaning: string])[] = [
  ['key', 'the API key'],
  ['user', 'the user named by the gateway'],
  ['end-user', 'the customer’s own user, as the customer names them'],
  ['session', 'the conversation or trace'],
  ['organisation', 'the team or customer'],
  ['address', 'the network address'],
];

/**
 * Asks for the field and saves it as the setting `promptAudit.accountBy`.
 * @returns false if nothing was chosen
 */
export async function chooseAccountField(): Promise<boolean> {
  const configuration = folderSettings();
  const other = t('Another field…');
  const chosen = await vscode.window.showQuickPick(
    [
      ...KINDS.map(([label, description]) => ({ label, description: t(description) })),
      { label: other, description: t('by its path') },
    ],
    {
      title: t('What identifies the account in this log?'),
      placeHolder: t('The log is scanned again with your choice'),
    },
  );
  if (chosen === undefined) return false;
  const field =
    chosen.label === other
      ? await vscode.window.showInputBox({
          title: t('Path of the field that identifies the account'),
          prompt: t('As in the log’s records, with dots, for example metadata.tenant'),
          value: configuration.get<string>('accountBy', ''),
          validateInput: (path) => (path.trim() === '' ? 'Name a field.' : undefined),
        })
      : chosen.label;
  if (field === undefined) return false;
  await configuration.update('accountBy', field.trim(), settingsTarget());
  return true;
}
