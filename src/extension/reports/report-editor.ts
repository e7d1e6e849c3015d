/** Files of reports (`*.prompt-audit.json`) open as a dashboard. */
import * as vscode from 'vscode';
import type { Session } from '../session.ts';

/** Id of the editor; the manifest declares it. */
export const REPORT_VIEW = 'promptAudit.report';

export function registerReportEditor(session: Session): vscode.Disposable {
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument(uri) {
      if (uri.scheme !== 'file') throw new Error('Only reports on the disk of this machine can be opened.');
      return { uri, dispose: () => undefined };
    },
    async resolveCustomEditor(document, panel) {
      await session.openReport(document.uri.fsPath);
      (await session.dashboard()).adopt(panel);
    },
  };
  return vscode.window.registerCustomEditorProvider(REPORT_VIEW, provider);
}
