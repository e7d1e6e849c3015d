import * as vscode from 'vscode';
import { withRule } from '../../report/triage/edit-triage.ts';
import { JUDGING } from '../../report/shape/report.ts';
import { rejudge } from '../../engine/building/rejudge.ts';
import { dayOf } from '../../text/times.ts';
import type { Supposition } from '../../protocol/decision-data.ts';
import type { ResultsStore } from '../results-store.ts';
import { folderSettings, settingsTarget } from '../configuration/workspace-configuration.ts';
import { readSettings } from '../settings.ts';
import type { Decisions } from './decisions.ts';
import { t } from '../translated.ts';

/**
 * Saves a prior and a threshold in the workspace settings and accounts on its allow-list, and applies them to the
 * current results at once.
 */
export async function keepSettings(
  { allow, ...judging }: Supposition,
  note: string,
  store: ResultsStore,
  decisions: Decisions,
): Promise<void> {
  const [configuration, where] = [folderSettings(), settingsTarget()];
  const now = readSettings();
  for (const name of JUDGING)
    if (now.judging[name] !== judging[name]) await configuration.update(name, judging[name], where);
  if (allow.length > 0) {
    const decision = {
      note: note.trim(),
      ...(now.author !== '' && { author: now.author }),
      ...(now.owner !== '' && { owner: now.owner }),
      date: dayOf(Date.now()),
    };
    await decisions.edit((triage) =>
      allow.reduce((all, account) => withRule(all, { subject: { account }, ...decision }), triage),
    );
  }
  const { results } = store;
  if (results) store.judge(rejudge(results.report, judging));
  void vscode.window.showInformationMessage(
    t('Saved. These settings apply to the current results and to later scans.'),
  );
}
