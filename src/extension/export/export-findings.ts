import { counted } from '../../text/numbers.ts';
import * as vscode from 'vscode';
import { writeFile } from '../../reader/bytes/files/write-file.ts';
import { activityOf } from '../../report/export/activity.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../../report/export/export-formats.ts';
import { exportInput } from '../../report/export/export-input.ts';
import { PROMPT_MODES, type PromptMode } from '../../report/export/prompt-mode.ts';
import { reportOn, type Subject } from '../../report/export/subject.ts';
import { flaggedLines } from '../../report/export/traces/flagged.ts';
import { speaks } from '../../report/shape/report.ts';
import { headlineOf } from '../../report/triage/headline.ts';
import { workspaceMappings } from '../inspection/workspace-mappings.ts';
import type { Results } from '../model/results.ts';
import { labelText, noticeText } from '../model/safe-text.ts';
import { fileWord, judgementWord } from '../model/words.ts';
import { runInThread } from '../scan/audit-thread.ts';
import { readSettings } from '../settings.ts';
import { defaultSaveUri } from './default-save-uri.ts';
import { t } from '../translated.ts';

/** Accounts offered to choose from; others are exported from their page of the dashboard. */
const MAX_OFFERED = 1000;

interface Plan {
  format: ExportFormat;
  prompts: PromptMode;
  subject: Subject | undefined;
  target: vscode.Uri;
}

/**
 * Asks what to write, how much prompt text and where, and writes it. Nothing happens if the person cancels at any question.
 * @param script path of the built `audit-worker.js`, which reads log lines back
 * @param about what was clicked; the person is asked if it is absent
 * @param wanted a format that holds no prompt text; the person is asked for both if it is absent
 */
export async function exportFindings(
  results: Results,
  script: string,
  about?: Subject,
  wanted?: ExportFormat,
): Promise<void> {
  const plan = await askPlan(results, about, wanted);
  if (plan === undefined) return;
  const name = fileWord(plan.target.path);
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: noticeText(t('Writing {0}', name)),
    cancellable: true,
  };
  const isDone = await vscode.window.withProgress(options, (_, token) => write(results, plan, script, token));
  if (!isDone) return;
  const open = t('Open');
  const chosen = await vscode.window.showInformationMessage(
    noticeText(t('{0} written to {1}. {2}', plan.format.name, name, PROMPT_MODES[plan.prompts])),
    open,
  );
  if (chosen !== open) return;
  if (plan.format.id === 'html') await vscode.env.openExternal(plan.target);
  else await vscode.commands.executeCommand('vscode.open', plan.target);
}

async function askPlan(
  results: Results,
  about: Subject | undefined,
  wanted: ExportFormat | undefined,
): Promise<Plan | undefined> {
  const scope = about ? { subject: about } : await askScope(results);
  if (scope === undefined) return undefined;
  const { subject } = scope;
  const title = labelText(subject ? t('Export {0} {1}', t(subject.kind), subject.id) : t('Export all findings'));
  const format = wanted ?? (await askFormat(title, subject));
  if (format === undefined) return undefined;
  const prompts = wanted ? 'none' : await askPrompts(title);
  if (prompts === undefined) return undefined;
  const target = await vscode.window.showSaveDialog({
    title: t('Export findings'),
    saveLabel: t('Export'),
    defaultUri: defaultSaveUri(`${subject?.kind ?? 'prompt-audit'}-${subject?.id ?? 'findings'}`, format.extension),
    // The dialog knows a file by what comes after its last dot, and would add an ending of two parts a second time.
    filters: { [format.name]: [format.extension.split('.').at(-1)!] },
  });
  return target && { format, prompts, subject, target };
}

async function askFormat(title: string, subject: Subject | undefined): Promise<ExportFormat | undefined> {
  const formats = EXPORT_FORMATS.filter(({ about }) => about === undefined || about === subject?.kind);
  const chosen = await vscode.window.showQuickPick(
    formats.map((one) => ({ label: one.name, detail: one.purpose, format: one })),
    { title, placeHolder: t('Format'), matchOnDetail: true, ignoreFocusOut: true },
  );
  return chosen?.format;
}

async function askPrompts(title: string): Promise<PromptMode | undefined> {
  const chosen = await vscode.window.showQuickPick(
    promptModes().map((mode) => ({
      label: mode[0]!.toUpperCase() + mode.slice(1),
      detail: PROMPT_MODES[mode],
      mode,
    })),
    // A later question stays when the focus moves: the answers before it would be lost with it.
    { title, placeHolder: t('How much prompt text to include; secrets are never included'), ignoreFocusOut: true },
  );
  return chosen?.mode;
}

/** Someone who keeps prompts out of the results does not want them in a file. */
const promptModes = (): PromptMode[] =>
  readSettings().includePrompts ? ['redacted', 'full', 'hashed', 'none'] : ['redacted', 'hashed', 'none'];

interface Scope extends vscode.QuickPickItem {
  subject: Subject | undefined;
}

/** Everything, a campaign, or an account with a verdict. */
async function askScope({ report, triaged, called }: Results): Promise<Scope | undefined> {
  const all: Scope = {
    label: t('$(list-tree) All findings'),
    description: headlineOf(triaged, t).short,
    subject: undefined,
  };
  const campaigns = report.campaigns.map((one): Scope => ({
    label: t('$(organization) Campaign {0}', labelText(one.id)),
    description: `${judgementWord(one, t)} · ${counted(one.accounts.length, 'account')}`,
    detail: labelText(one.summary),
    subject: { kind: 'campaign', id: one.id },
  }));
  const accounts = report.accounts
    .filter(({ verdict }) => speaks(verdict))
    .slice(0, MAX_OFFERED)
    .map((one): Scope => ({
      label: `$(person) ${labelText(one.account)}`,
      // In a line of its own: behind a long name there is no room for it.
      detail: `${judgementWord(called(one), t)}${one.campaign === undefined ? '' : `, ${labelText(one.campaign)}`}`,
      subject: { kind: 'account', id: one.account },
    }));
  return vscode.window.showQuickPick([all, ...campaigns, ...accounts], {
    title: t('Export findings'),
    placeHolder: t('What to export'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
}

/** False if the person cancelled; then nothing was written. */
async function write(results: Results, plan: Plan, script: string, token: vscode.CancellationToken): Promise<boolean> {
  const { format, prompts, subject, target } = plan;
  const { report, index, triaged } = results;
  const { accountBy } = readSettings();
  const mappings = await workspaceMappings();
  // In a thread: a compressed log is unpacked from its start up to the last line that is quoted.
  const part = subject ? reportOn(report, subject) : report;
  const fromLog =
    format.reads &&
    (await runInThread(
      {
        kind: 'quote',
        report: part,
        reads: format.reads,
        ...(subject && { subject }),
        options: {
          prompts,
          mappings,
          ...(format.reads === 'traces' && {
            flagged: flaggedLines(part, index),
          }),
          only: results.stamps.map(({ path }) => path),
          ...(accountBy !== undefined && { accountBy }),
        },
      },
      { script },
    ));
  const { whole } = results;
  const activity = format.reads === 'quotes' && subject && whole ? activityOf(whole, report, subject) : undefined;
  if (token.isCancellationRequested) return false;
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const input = exportInput({
    report,
    prompts,
    triaged,
    now: Date.now(),
    ...(subject && { subject }),
    ...fromLog,
    ...(root !== undefined && { sourceRoot: root }),
    ...(activity && { activity }),
  });
  const pieces = format.write(input);
  if (target.scheme === 'file') await writeFile(target.fsPath, pieces);
  else await vscode.workspace.fs.writeFile(target, new TextEncoder().encode([...pieces].join('')));
  return true;
}
