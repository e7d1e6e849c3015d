/** Reads a report that was made elsewhere. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { isReport, wrongField } from '../../report/shape/json/is-report.ts';
import { type Report, REPORT_VERSION } from '../../report/shape/report.ts';
import { isObject } from '../../schema/is-object.ts';
import { bytes } from '../../text/numbers.ts';

/**
 * Largest report that is opened: one of 25,000 accounts has about 30 MB. What the dashboard needs of a report takes some five times
 * its size in memory, in the process that all extensions share.
 */
const MAX_BYTES = 128 * 1024 * 1024;

/** @throws a sentence when the file is not a report of this version */
export async function readReport(path: string): Promise<Report> {
  const name = basename(path);
  const { size } = await stat(path);
  if (size > MAX_BYTES)
    throw new Error(
      `${name} has ${bytes(size)}, and the editor opens reports of up to ${bytes(MAX_BYTES)}. The command line reads it: prompt-audit export FILE --campaign ID writes one campaign, prompt-audit compare OLD NEW compares two.`,
    );
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new Error(`${name} is not JSON (${error instanceof Error ? error.message : String(error)}).`, {
      cause: error,
    });
  }
  if (isReport(value)) return value;
  const version = isObject(value) ? value['version'] : undefined;
  throw new Error(
    typeof version === 'number' && version !== REPORT_VERSION
      ? `${name} is a report of version ${version}; this extension reads version ${REPORT_VERSION}.`
      : version === REPORT_VERSION
        ? `${name} was changed or comes from another version: ${wrongField(value)}.`
        : `${name} is not a report. Make one with: prompt-audit scan LOG --output report.json`,
  );
}
