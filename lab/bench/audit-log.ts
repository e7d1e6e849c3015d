/** Scans a log as the program does and keeps what it found next to the report. */
import { existsSync, readFileSync } from 'node:fs';
import { parseDirectory } from '../../src/engine/accounts/account-directory.ts';
import { detect } from '../../src/engine/pipeline/detect.ts';
import { readPrompts } from '../../src/engine/readback/read-prompts.ts';
import { accountReports } from '../../src/engine/building/accounts/account-reports.ts';
import { buildReport } from '../../src/engine/building/build-report.ts';
import type { DetectionResult } from '../../src/engine/building/detection-result.ts';
import { campaignReports } from '../../src/engine/building/campaign-reports.ts';
import { LineRefs } from '../../src/engine/building/line-refs.ts';
import { type AccountReport, DEFAULT_SETTINGS, type Report } from '../../src/report/shape/report.ts';
import type { RequestIndex } from '../../src/report/shape/request-index.ts';
import { scan } from '../../src/engine/ingest/scan.ts';
import { meaningsFrom } from '../../src/engine/readback/template-meanings.ts';

export interface AuditedLog {
  found: DetectionResult;
  report: Report;
  index: RequestIndex;
  /** The accounts that other findings on the same log make. */
  accountsOf: (found: DetectionResult) => AccountReport[];
}

/** `directory` is read where it exists. */
export async function auditLog(log: string, directory: string, workerFile: string): Promise<AuditedLog> {
  const accounts = existsSync(directory) ? parseDirectory(readFileSync(directory, 'utf8'), directory) : new Map();
  const read = await scan([log], { workers: 2, workerFile });
  const table = read.table.finish();
  const found = await detect(table, {
    directory: accounts,
    readTexts: meaningsFrom((rows) => readPrompts(read.sources, table, rows)),
    onPhase: () => undefined,
  });
  const build = (findings: DetectionResult): { report: Report; index: RequestIndex } =>
    buildReport({
      found: findings,
      inputs: read.inputs,
      partial: read.partial,
      settings: DEFAULT_SETTINGS,
      version: '0.0.0',
      paths: read.sources.map(({ path }) => path),
    });
  await read.release();
  const refs = new LineRefs(
    table,
    read.sources.map(({ path }) => path),
  );
  const accountsOf = (findings: DetectionResult): AccountReport[] => {
    const campaigns = campaignReports(findings, DEFAULT_SETTINGS, refs);
    return accountReports(findings, campaigns, DEFAULT_SETTINGS, refs).reports();
  };
  return { found, ...build(found), accountsOf };
}
