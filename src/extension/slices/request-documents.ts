import * as v from 'valibot';
import * as vscode from 'vscode';
import { guardOf } from '../../schema/guard.ts';
import { Count } from '../../schema/shapes.ts';
import { fileWord } from '../model/words.ts';
import { SLICE_SCHEME, sliceOf } from './slice-uri.ts';

export const REQUEST_SCHEME = 'prompt-audit-request';

/** A line of an open document, from 0. */
const RequestAddress = v.object({ document: v.string(), line: Count });
type RequestAddress = v.InferOutput<typeof RequestAddress>;

const isAddress = guardOf(RequestAddress);

/** Opens one line of a log as an indented document, since editors cut lines after 10,000 characters. */
export async function openRequest({ document, selection }: vscode.TextEditor): Promise<void> {
  const { line } = selection.active;
  const slice = document.uri.scheme === SLICE_SCHEME ? sliceOf(document.uri) : undefined;
  const name = fileWord(slice?.file ?? document.uri.path);
  const query = JSON.stringify({ document: document.uri.toString(), line } satisfies RequestAddress);
  const path = `/${name} line ${line + (slice?.line ?? 1)}.json`;
  const request = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: REQUEST_SCHEME, path, query }));
  await vscode.window.showTextDocument(request, { viewColumn: vscode.ViewColumn.Beside });
}

/** Makes the indented documents from their address, also after a reload. */
export const requestDocuments: vscode.TextDocumentContentProvider = {
  async provideTextDocumentContent(uri) {
    const address: unknown = JSON.parse(uri.query);
    if (!isAddress(address)) throw new Error('This address does not name a request.');
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(address.document, true));
    return indented(document.lineAt(address.line).text);
  },
};

/** JSON with two spaces of indent; text that is not JSON as it is. */
function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
