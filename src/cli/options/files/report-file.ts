import { stat } from 'node:fs/promises';
import { readFileBlocks } from '../../../reader/bytes/files/file-blocks.ts';
import { openFile } from '../../../reader/bytes/files/file-head.ts';
import { JsonPieces } from '../../../report/shape/json/json-pieces.ts';
import { REPORT_VERSION, type Report } from '../../../report/shape/report.ts';
import { isObject } from '../../../schema/is-object.ts';
import { isReport, wrongField } from '../../../report/shape/json/is-report.ts';
import { UsageError } from '../../usage-error.ts';

const TOOL = 'prompt-traffic-audit';
/** A report names its tool within this many bytes from the start of the file. */
const HEAD = 400;

/**
 * The report in a file, as `prompt-audit scan --format json` wrote it; undefined if the file is something else, such as a log.
 * @throws UsageError if it is a report that cannot be used
 */
export async function readReportFile(path: string): Promise<Report | undefined> {
  if (!(await looksLikeReport(path))) return undefined;
  let value: unknown;
  try {
    const pieces = new JsonPieces();
    for await (const block of readFileBlocks(path, 0)) pieces.push(block);
    value = pieces.end();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(`The report "${path}" is incomplete: ${error.message}`);
  }
  if (isReport(value)) return value;
  const version = isObject(value) ? value['version'] : undefined;
  if (version !== REPORT_VERSION) {
    throw new UsageError(
      `The report "${path}" has version ${String(version)}; this program reads version ${REPORT_VERSION}. Scan the log again.`,
    );
  }
  throw new UsageError(
    `The report "${path}" was changed or comes from another version: ${wrongField(value)}. Scan the log again.`,
  );
}

/**
 * The report in a file that can be nothing else.
 * @throws UsageError if there is no such file, or no report in it that can be used
 */
export async function readNamedReport(path: string): Promise<Report> {
  if ((await stat(path).catch(() => undefined)) === undefined) throw new UsageError(`There is no file "${path}".`);
  const report = await readReportFile(path);
  if (report !== undefined) return report;
  throw new UsageError(`"${path}" is not a report. Make one with: prompt-audit scan LOG --output report.json`);
}

async function looksLikeReport(path: string): Promise<boolean> {
  const file = await openFile(path).catch(() => undefined);
  if (file === undefined) return false;
  try {
    if (!(await file.stat()).isFile()) return false;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const head = buffer.toString('utf8', 0, bytesRead);
    return /^\ufeff?\s{0,100}\{/.test(head) && head.includes('"tool"') && head.includes(`"${TOOL}"`);
  } finally {
    await file.close();
  }
}
