import { dayOf } from '../../text/times.ts';
import { count } from '../../text/numbers.ts';
import * as vscode from 'vscode';
import { type Choice, withDecision } from '../../report/triage/decide-item.ts';
import { MAX_NOTE } from '../../report/triage/triage-schema.ts';
import { isDay } from '../../text/times.ts';
import type { Decision } from '../../report/triage/triage.ts';
import type { Item } from '../model/decisions.ts';
import { labelText, noticeText } from '../model/safe-text.ts';
import { cut } from '../model/words.ts';
import type { ResultsStore } from '../results-store.ts';
import { readSettings } from '../settings.ts';
import type { Decisions } from './decisions.ts';
import { t } from '../translated.ts';

/** Why, and until when. */
export interface Reason {
  note: string;
  /** Last day on which it holds; absent for no end. */
  expires?: string;
}

const DAY = 86_400_000;

/** Writes decisions on items of the results into the file of the folder. */
export class Decide {
  readonly #store: ResultsStore;
  readonly #decisions: Decisions;

  constructor(store: ResultsStore, decisions: Decisions) {
    this.#store = store;
    this.#decisions = decisions;
  }

  /** Asks why and until when, then decides. Nothing happens when the person gives up. */
  async ask(item: Item, choice: Choice): Promise<void> {
    const reason = choice === 'open' ? { note: '' } : await askReason(item, choice);
    if (reason === undefined) return;
    await this.decide(item, choice, reason);
    const open = t('Open Decisions');
    const text = `${t(TOLD[choice])}: ${nameOf(item)}. ${counted(this.#store)}`;
    vscode.window.showInformationMessage(noticeText(text), open).then((chosen) => {
      if (chosen === open) void vscode.commands.executeCommand('promptAudit.openTriage');
    });
  }

  /** @throws a sentence when the results have no such item, or when the file cannot be written */
  async decide(item: Item, choice: Choice, { note, expires }: Reason): Promise<void> {
    const report = this.#store.results?.report;
    const { hashAccounts, author, owner } = readSettings();
    const decision: Decision = {
      note: note.trim(),
      ...(author !== '' && { author }),
      ...(owner !== '' && { owner }),
      date: dayOf(Date.now()),
      ...(expires !== undefined && { expires }),
    };
    if (report === undefined) throw missing(item);
    await this.#decisions.edit((triage) => {
      const edited = withDecision(triage, report, item, choice, decision, { hashAccounts });
      if (edited === undefined) throw missing(item);
      return edited;
    });
  }
}

const missing = (item: Item): Error => new Error(`The scan has no ${nameOf(item)}.`);

const TOLD: Readonly<Record<Choice, string>> = {
  confirmed: 'Confirmed',
  benign: 'Marked benign',
  watch: 'On watch',
  allowed: 'On the allow-list',
  open: 'Decision undone',
};

function nameOf({ kind, id }: Item): string {
  return `${t(kind)} ${cut(id, 40)}`;
}

function counted({ results }: ResultsStore): string {
  const all = results?.report.findings.length ?? 0;
  const left = results?.triaged.findings.length ?? 0;
  return all === left
    ? t('All {0} findings count.', count(all))
    : t('{0} of {1} findings count.', count(left), count(all));
}

async function askReason(item: Item, choice: Exclude<Choice, 'open'>): Promise<Reason | undefined> {
  const title = labelText(`${t(TOLD[choice])}: ${nameOf(item)}`);
  const note = await vscode.window.showInputBox({
    title,
    prompt: t('Why? The note is saved with the decision, for whoever reviews it.'),
    placeHolder: choice === 'benign' ? t('For example: our nightly evaluation') : t('For example: ticket 4711'),
    validateInput: (text) =>
      text.trim() === '' || text.length > MAX_NOTE ? `Say why, in 1 to ${MAX_NOTE} characters.` : undefined,
  });
  if (note === undefined) return undefined;
  const ends = [30, 90, 365].map((days) => ({ label: t('{0} days', days), expires: dayOf(Date.now() + days * DAY) }));
  const options = [
    { label: t('No expiry'), description: t('until it is undone') },
    ...ends.map((end) => ({ ...end, description: t('until {0}', end.expires) })),
    { label: t('Another date…'), other: true },
  ];
  const chosen = await vscode.window.showQuickPick(options, { title, placeHolder: t('How long should it apply?') });
  if (chosen === undefined) return undefined;
  if ('expires' in chosen) return { note, expires: chosen.expires };
  if (!('other' in chosen)) return { note };
  const expires = await vscode.window.showInputBox({
    title,
    prompt: t('The last day it applies, such as 2027-01-31.'),
    validateInput: (text) => (isDay(text) ? undefined : 'Enter a date such as 2027-01-31.'),
  });
  return expires === undefined ? undefined : { note, expires };
}
