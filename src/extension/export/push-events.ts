/**
 * Hands events to where the person's settings say: the end of a file, or a command. Only on a click, only after the person has seen
 * what goes where, and never from a folder that is not trusted. The extension itself opens no connection.
 */
import { appendFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { eventLine, handTo } from '../../report/events/event-output.ts';
import { eventsAbout } from '../../report/events/event-log.ts';
import type { Subject } from '../../report/export/subject.ts';
import { count } from '../../text/numbers.ts';
import { short } from '../../text/visible.ts';
import type { Results } from '../model/results.ts';
import { noticeText } from '../model/safe-text.ts';
import { readSettings } from '../settings.ts';
import { t } from '../translated.ts';

/** @throws a sentence when nothing can be pushed */
export async function pushEvents(results: Results | undefined, subject: Subject | undefined): Promise<void> {
  if (!vscode.workspace.isTrusted) throw new Error(t('Events are not pushed from an untrusted folder.'));
  if (results === undefined) throw new Error('Nothing has been scanned yet.');
  const { file, command, format } = readSettings().events;
  if (file === undefined && command === undefined) {
    const open = t('Open Settings');
    const text = t('There is nowhere to push events to: name a file or a command in the settings.');
    if ((await vscode.window.showInformationMessage(text, open)) === open)
      await vscode.commands.executeCommand('workbench.action.openSettings', 'promptAudit.events');
    return;
  }
  const events = eventsAbout(results.triaged, subject, Date.now());
  if (events.length === 0) throw new Error(t('There is nothing to push: no finding here counts.'));
  const push = t('Push');
  const said = events.length === 1 ? t('Push 1 event?') : t('Push {0} events?', count(events.length));
  const targets = [...(file === undefined ? [] : [file]), ...(command === undefined ? [] : [command])];
  const detail = t(
    'Each names accounts, addresses and log lines, and contains no prompt text. To: {0}',
    short(targets.join(' · '), 1000),
  );
  if ((await vscode.window.showWarningMessage(said, { modal: true, detail }, push)) !== push) return;
  for (const event of events) {
    const line = eventLine(event, format);
    if (file !== undefined) await appendFile(file, line);
    const fault = command === undefined ? undefined : await handTo(command, line);
    if (fault !== undefined) throw new Error(`promptAudit.events.command: ${fault}`);
  }
  const done = events.length === 1 ? t('1 event was pushed.') : t('{0} events were pushed.', count(events.length));
  vscode.window.setStatusBarMessage(noticeText(done), 5000);
}
