/** Writes decisions on items of the results, and the work on campaigns, into the files of the folder. */
import * as vscode from 'vscode';
import type { DecisionRequest, WorkRequest } from '../../protocol/decision-data.ts';
import { checkedEvent } from '../../report/triage/cases/case-schema.ts';
import { withWork } from '../../report/triage/cases/work.ts';
import { type Choice, withDecision } from '../../report/triage/decide-item.ts';
import type { Decision, Triage } from '../../report/triage/triage.ts';
import type { Report } from '../../report/shape/report.ts';
import { count } from '../../text/numbers.ts';
import { dayOf } from '../../text/times.ts';
import { type Item, statusOf } from '../model/decisions.ts';
import { labelText, noticeText } from '../model/safe-text.ts';
import { cut } from '../model/words.ts';
import type { ResultsStore } from '../results-store.ts';
import { readSettings } from '../settings.ts';
import { t } from '../translated.ts';
import { askReason, type Reason, rememberAuthor } from './ask-reason.ts';
import type { Decisions } from './decisions.ts';

export class Decide {
  constructor(
    private readonly store: ResultsStore,
    private readonly decisions: Decisions,
  ) {}

  /** Asks why, until when and who, then decides. Nothing happens when the person gives up. */
  async ask(item: Item, choice: Choice): Promise<void> {
    if (!(await this.mayReplace(item, choice))) return;
    const owner = item.kind === 'campaign' ? this.store.results?.triaged.cases.get(item.id)?.owner : undefined;
    const title = labelText(`${t(TOLD[choice])}: ${nameOf(item)}`);
    const reason = choice === 'open' ? { ...readSettings(), note: '' } : await askReason(title, choice, owner);
    if (reason === undefined) return;
    await this.write(item, choice, reason);
    const open = t('Open Decisions');
    const text = `${t(TOLD[choice])}: ${nameOf(item)}. ${counted(this.store)}`;
    vscode.window.showInformationMessage(noticeText(text), open).then((chosen) => {
      if (chosen === open) void vscode.commands.executeCommand('promptAudit.openTriage');
    });
  }

  /**
   * Takes a decision that was made in the dashboard.
   * @throws a sentence when the results have no such item, or when the file cannot be written
   */
  async take({ kind, id, choice, note, expires, author, owner, replace }: DecisionRequest): Promise<void> {
    const item = { kind, id };
    if (!replace && !(await this.mayReplace(item, choice))) return;
    await this.write(item, choice, { note, author, owner, ...(expires !== null && { expires }) });
  }

  /**
   * Adds to the history of a campaign what was done in the dashboard.
   * @throws a sentence when it may not stand there, when there is no such campaign, or when the file cannot be written
   */
  async work({ campaign, status, owner, ticket, note, author }: WorkRequest): Promise<void> {
    const event = checkedEvent({
      time: now(),
      ...(author.trim() !== '' && { by: author.trim() }),
      ...(status !== null && { status }),
      ...(owner !== null && { owner: owner.trim() }),
      ...(ticket !== null && { ticket: ticket.trim() }),
      ...(note.trim() !== '' && { note: note.trim() }),
    });
    const { hashAccounts } = readSettings();
    await this.edit({ kind: 'campaign', id: campaign }, (triage, report) =>
      withWork(triage, report, campaign, event, { hashAccounts }),
    );
    await rememberAuthor(author);
  }

  private async write(item: Item, choice: Choice, { note, author, owner, expires }: Reason): Promise<void> {
    const decision: Decision = {
      note: note.trim(),
      ...(author.trim() !== '' && { author: author.trim() }),
      ...(owner.trim() !== '' && { owner: owner.trim() }),
      date: dayOf(Date.now()),
      ...(expires !== undefined && { expires }),
    };
    const options = { hashAccounts: readSettings().hashAccounts, time: now() };
    await this.edit(item, (triage, report) => withDecision(triage, report, item, choice, decision, options));
    await rememberAuthor(author);
  }

  private async edit(item: Item, change: (triage: Triage, report: Report) => Triage | undefined): Promise<void> {
    const report = this.store.results?.report;
    if (report === undefined) throw missing(item);
    await this.decisions.edit((triage) => {
      const edited = change(triage, report);
      if (edited === undefined) throw missing(item);
      return edited;
    });
  }

  /** A decision that says something else is replaced only by a person who was told of it. */
  private async mayReplace(item: Item, choice: Choice): Promise<boolean> {
    const { results } = this.store;
    const decided = results && statusOf(results, item);
    const isOwn = decided?.decision !== undefined && decided.through === undefined;
    if (!isOwn || choice === 'open' || decided.state === choice) return true;
    const replace = t('Replace');
    const chosen = await vscode.window.showWarningMessage(
      noticeText(t('Replace the decision on {0}?', nameOf(item))),
      { modal: true, detail: noticeText(decided.text) },
      replace,
    );
    return chosen === replace;
  }
}

const now = (): string => `${new Date().toISOString().slice(0, 19)}Z`;

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
