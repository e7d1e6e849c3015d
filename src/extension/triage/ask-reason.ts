/** Asks why something is decided, until when, by whom, and who answers for it. */
import * as vscode from 'vscode';
import { MAX_NOTE } from '../../report/triage/triage-schema.ts';
import type { Choice } from '../../report/triage/decide-item.ts';
import { dayOf, isDay } from '../../text/times.ts';
import { folderSettings } from '../configuration/workspace-configuration.ts';
import { readSettings } from '../settings.ts';
import { t } from '../translated.ts';

export interface Reason {
  note: string;
  /** Last day on which it holds; absent for no end. */
  expires?: string;
  /** Who decides; empty for nobody. */
  author: string;
  /** Who answers for it; empty for nobody. */
  owner: string;
}

const DAY = 86_400_000;
const LONGEST_NAME = 200;

/**
 * Undefined when the person gives up. Whoever has a name in the settings is not asked for it.
 * @param holder who works on it now
 */
export async function askReason(
  title: string,
  choice: Exclude<Choice, 'open'>,
  holder: string | undefined,
): Promise<Reason | undefined> {
  const note = await vscode.window.showInputBox({
    title,
    prompt: t('Why? The note is saved with the decision, for whoever reviews it.'),
    placeHolder: choice === 'benign' ? t('For example: our nightly evaluation') : t('For example: ticket 4711'),
    validateInput: (text) =>
      text.trim() === '' || text.length > MAX_NOTE ? `Say why, in 1 to ${MAX_NOTE} characters.` : undefined,
  });
  if (note === undefined) return undefined;
  const end = await askEnd(title);
  if (end === undefined) return undefined;
  const settings = readSettings();
  const author =
    settings.author === ''
      ? await askName(title, t('Who decides? Your name is kept in the settings. Leave empty to save no name.'), '')
      : settings.author;
  if (author === undefined) return undefined;
  const owner = await askName(
    title,
    t('Who is responsible for it? A person or a team; leave empty for nobody.'),
    holder ?? settings.owner,
  );
  return owner === undefined ? undefined : { note, author, owner, ...end };
}

const askName = (title: string, prompt: string, value: string): Thenable<string | undefined> =>
  vscode.window.showInputBox({
    title,
    prompt,
    value,
    validateInput: (text) => (text.length > LONGEST_NAME ? `Use at most ${LONGEST_NAME} characters.` : undefined),
  });

async function askEnd(title: string): Promise<Pick<Reason, 'expires'> | undefined> {
  const ends = [30, 90, 365].map((days) => ({ label: t('{0} days', days), expires: dayOf(Date.now() + days * DAY) }));
  const options = [
    { label: t('No expiry'), description: t('until it is undone') },
    ...ends.map((end) => ({ ...end, description: t('until {0}', end.expires) })),
    { label: t('Another date…'), other: true },
  ];
  const chosen = await vscode.window.showQuickPick(options, { title, placeHolder: t('How long should it apply?') });
  if (chosen === undefined) return undefined;
  if ('expires' in chosen) return { expires: chosen.expires };
  if (!('other' in chosen)) return {};
  const expires = await vscode.window.showInputBox({
    title,
    prompt: t('The last day it applies, such as 2027-01-31.'),
    validateInput: (text) => (isDay(text) ? undefined : 'Enter a date such as 2027-01-31.'),
  });
  return expires === undefined ? undefined : { expires };
}

/** A name that was given once need not be typed again; one that is in the settings stays there. */
export async function rememberAuthor(author: string): Promise<void> {
  if (author.trim() === '' || readSettings().author !== '') return;
  await folderSettings().update('decisions.author', author.trim(), vscode.ConfigurationTarget.Global);
}
