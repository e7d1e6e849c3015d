/** The API for other extensions: see docs/api.md. A breaking change raises `version`. */
import type * as vscode from 'vscode';
import type { Report } from '../report/shape/report.ts';
import type { ResultsStore } from './results-store.ts';

export interface PromptAuditApi {
  readonly version: 1;
  /**
   * The report of the last scan of this window, by `media/report.schema.json`; undefined if there is none. Not to be changed.
   */
  readonly report: Readonly<Report> | undefined;
  /** Fired when the report is replaced or cleared. */
  readonly onDidChangeReport: vscode.Event<void>;
  /** Settled once the results of the last window are restored, or known not to exist. */
  readonly restored: Promise<unknown>;
}

export function publicApi(store: ResultsStore, restored: Promise<unknown>): PromptAuditApi {
  return {
    version: 1,
    get report() {
      return store.results?.report;
    },
    onDidChangeReport: (listener, self, disposables) =>
      store.onDidChange(() => void listener.call(self, undefined), undefined, disposables),
    restored,
  };
}
