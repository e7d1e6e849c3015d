/** Shows the text that a report keeps of a line as a document, for logs that are not on this machine. */
import * as v from 'valibot';
import * as vscode from 'vscode';
import { findLog } from '../../reader/bytes/sources/find-log.ts';
import { shownText } from '../../report/export/kept-text.ts';
import type { KeptLine, LineRef } from '../../report/shape/report.ts';
import { guardOf } from '../../schema/guard.ts';
import { Count } from '../../schema/shapes.ts';
import { moment } from '../../text/times.ts';
import { visibleLines } from '../../text/visible.ts';
import { fileWord } from '../model/words.ts';
import type { ResultsStore } from '../results-store.ts';

export const KEPT_SCHEME = 'prompt-audit-kept';

const Address = v.object({ file: v.string(), offset: Count });
type Address = v.InferOutput<typeof Address>;
const isAddress = guardOf(Address);

/**
 * Shows what the report keeps of a line whose log is not here; false when the log is here, or the report
 * keeps nothing at all.
 * @throws a sentence when there is neither
 */
export async function showKeptLine(line: LineRef, store: ResultsStore, column?: vscode.ViewColumn): Promise<boolean> {
  const { results } = store;
  if (results?.isHere(line.file) === true && (await findLog(line.file)) !== undefined) return false;
  if (keptOf(line, store) === undefined) {
    if (results?.isHere(line.file) === true && results.report.kept === undefined) return false;
    throw new Error(
      `${line.file} was not found in this folder, and the report does not contain the text of line ${line.line}. Set promptAudit.logRoot to the folder that holds the logs.`,
    );
  }
  const query = JSON.stringify({ file: line.file, offset: line.offset } satisfies Address);
  const path = `/${fileWord(line.file)} line ${line.line} as kept in the report.txt`;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: KEPT_SCHEME, path, query }));
  await vscode.window.showTextDocument(document, column === undefined ? {} : { viewColumn: column });
  return true;
}

export function keptLineDocuments(store: ResultsStore): vscode.TextDocumentContentProvider {
  return {
    provideTextDocumentContent(uri) {
      const address: unknown = JSON.parse(uri.query);
      const kept = isAddress(address) ? keptOf(address, store) : undefined;
      if (kept === undefined) throw new Error('The open report does not contain this line.');
      return keptText(kept);
    },
  };
}

function keptOf({ file, offset }: Address, { results }: ResultsStore): KeptLine | undefined {
  return results?.report.kept?.find(({ line }) => line.file === file && line.offset === offset);
}

function keptText({ line, account, time, model, template, outputTokens, prompt, answer }: KeptLine): string {
  const facts = [
    `${line.file}, line ${line.line}, as kept in the report: the log is not on this machine.`,
    `Account: ${account}`,
    ...(time === undefined ? [] : [`Time: ${moment(time)} UTC`]),
    ...(model === undefined ? [] : [`Model: ${model}`]),
    ...(template === undefined ? [] : [`Template: ${template}`]),
    ...(outputTokens === undefined ? [] : [`Output tokens: ${outputTokens}`]),
  ];
  const texts = [
    ['Prompt', prompt && shownText(prompt, 'full')],
    ['Answer', answer && shownText([answer], 'full')],
  ].flatMap(([name, text]) => (text === undefined ? [] : ['', `--- ${name ?? ''} ---`, text]));
  return `${[...facts, ...texts].map(visibleLines).join('\n')}\n`;
}
