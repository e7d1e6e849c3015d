import * as vscode from 'vscode';

export const LISTED_SCHEME = 'prompt-audit-list';

/** The document that lists the requests of a log, each on its line. */
export const listedUri = (file: string): vscode.Uri => vscode.Uri.file(file).with({ scheme: LISTED_SCHEME });
