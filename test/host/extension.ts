/** The extension under test, as the host tests see it. */
import * as vscode from 'vscode';
import type { Exports } from '../../src/extension/extension.ts';

export { until } from '../harness/processes.ts';

export function extension(): vscode.Extension<Exports> {
  const found = vscode.extensions.getExtension<Exports>('prompt-traffic-audit.prompt-traffic-audit');
  if (!found) throw new Error('The extension is not installed.');
  return found;
}

export function active(): Promise<Exports> {
  return Promise.resolve(extension().activate());
}

/** Path of a file of the extension. */
export function ownFile(...parts: string[]): string {
  return vscode.Uri.joinPath(extension().extensionUri, ...parts).fsPath;
}

/** Lines that problems stand on or list, from 0, in order. */
export function linesOf(problems: readonly vscode.Diagnostic[]): number[] {
  const related = problems.flatMap(({ relatedInformation = [] }) => relatedInformation);
  const starts = [...problems.map(({ range }) => range), ...related.map(({ location }) => location.range)];
  return starts.map(({ start }) => start.line).toSorted((a, b) => a - b);
}
