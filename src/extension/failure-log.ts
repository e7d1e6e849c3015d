import * as vscode from 'vscode';
import { noticeText } from './model/safe-text.ts';
import { t } from './translated.ts';

/** The one way to fail: a short sentence for the person, the full record for the log output. Nothing is swallowed. */
export class FailureLog implements vscode.Disposable {
  readonly channel = vscode.window.createOutputChannel('Prompt Traffic Audit', { log: true });

  /** Runs `act` and reports what it throws. Being cancelled is not a failure. */
  async guard<T>(what: string, act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act();
    } catch (error) {
      this.report(what, error);
      return undefined;
    }
  }

  report(what: string, error: unknown): void {
    if (error instanceof vscode.CancellationError) return;
    const message = error instanceof Error ? error.message : String(error);
    this.channel.error(`${what}: ${error instanceof Error ? describe(error) : message}`);
    const details = t('Show Log Output');
    vscode.window.showErrorMessage(noticeText(`Prompt Audit: ${message}`), details).then((chosen) => {
      if (chosen === details) this.channel.show();
    });
  }

  dispose(): void {
    this.channel.dispose();
  }
}

/** The stack of an error and of what caused it. */
function describe(error: Error): string {
  const own = error.stack ?? error.message;
  return error.cause instanceof Error ? `${own}\ncaused by ${describe(error.cause)}` : own;
}
