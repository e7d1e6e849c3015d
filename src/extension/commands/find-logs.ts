import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { LogInputs } from './log-inputs.ts';

/** Names of logs inside folders, also compressed. A file that is chosen by itself may be called anything. */
const LOG_NAMES =
  '**/*.{jsonl,ndjson,json,log,har,csv,tsv,sql,txt,parquet,zip,tar,tgz,eval,jsonl.*,ndjson.*,json.*,log.*,har.*,csv.*,sql.*,txt.*}';
const LOG_NAME = /\.(jsonl|ndjson|json|log|har|csv|tsv|sql|txt|parquet|zip|tar|tgz|eval)(\.(gz|gzip|zst|zstd|\d+))?$/i;
const NOT_LOGS = '**/{node_modules,.git}/**';

/** The inputs with each folder replaced by the logs inside. @throws a sentence when a folder holds none */
export async function filesOf(inputs: LogInputs): Promise<string[]> {
  const files: string[] = [];
  for (const path of inputs.paths) {
    const facts = await stat(path).catch(() => null);
    if (facts?.isDirectory()) files.push(...(await logsIn(vscode.Uri.file(path))));
    else files.push(path);
  }
  return [...new Set(files)];
}

async function logsIn(folder: vscode.Uri): Promise<string[]> {
  const found = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, LOG_NAMES), NOT_LOGS);
  const logs = found.map((uri) => uri.fsPath).filter((path) => LOG_NAME.test(path));
  if (logs.length > 0) return logs.sort();
  throw new Error(
    `The folder ${folder.fsPath} has no file with a log extension (.jsonl, .ndjson, .json, .log, .har, .csv, .sql, .txt, .parquet, .zip, also .gz or .zst).`,
  );
}
