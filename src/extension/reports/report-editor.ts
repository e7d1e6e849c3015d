/** Files of reports (`*.prompt-audit.json`) open as a dashboard. */
import * as vscode from 'vscode';
import { escapeHtml } from '../../report/export/packet/escape-html.ts';
import { visible } from '../../text/visible.ts';
import type { Session } from '../session.ts';
import { t } from '../translated.ts';

/** Id of the editor; the manifest declares it. */
const REPORT_VIEW = 'promptAudit.report';

export function registerReportEditor(session: Session): vscode.Disposable {
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument(uri) {
      if (uri.scheme !== 'file') throw new Error('Only reports on the disk of this machine can be opened.');
      return { uri, dispose: () => undefined };
    },
    async resolveCustomEditor(document, panel) {
      try {
        await session.openReport(document.uri.fsPath);
        (await session.dashboard()).adopt(panel, session.store.results?.title);
      } catch (error) {
        // What is thrown here some versions of VS Code show as a failed assertion of their own.
        panel.webview.html = refusalHtml(error instanceof Error ? error.message : String(error));
      }
    },
  };
  return vscode.window.registerCustomEditorProvider(REPORT_VIEW, provider);
}

/** A page that says why there is no dashboard, for a file of another version or of other content. Nothing runs in it. */
function refusalHtml(sentence: string): string {
  const advice = t('“Reopen Editor With…” shows the file as text.');
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'">
    <title>Prompt Traffic Audit</title>
  </head>
  <body>
    <main role="alert">
      <p>${escapeHtml(visible(sentence))}</p>
      <p>${escapeHtml(advice)}</p>
    </main>
  </body>
</html>`;
}
