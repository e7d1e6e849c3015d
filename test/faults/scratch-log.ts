/** Small logs in a folder of their own, and reader threads that do something bad at a chosen moment. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import assert from 'node:assert/strict';
import type { InputSummary } from '../../src/report/shape/report.ts';
import { type Scan, scan, type ScanOptions } from '../../src/engine/ingest/scan.ts';
import { buildScanWorker } from '../fixtures/scan-worker.ts';

/** One request as a line of a LiteLLM log, without its break; `n` tells lines apart. */
export function logLine(n: number, text = `question ${n}`): string {
  return JSON.stringify({
    id: `call-${n}`,
    call_type: 'acompletion',
    startTime: 1_772_409_600 + n,
    model: 'm',
    metadata: { user_api_key_hash: `account-${n % 7}` },
    messages: [{ role: 'user', content: text }],
    response: { choices: [{ message: { role: 'assistant', content: `Antwort für ${n}` } }] },
  });
}

export function logLines(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, i) => `${logLine(from + i)}\n`).join('');
}

export class ScratchLog {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'prompt-audit-faults-'));
  private worker = '';

  async prepare(): Promise<void> {
    this.worker = await buildScanWorker(this.folder);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  file(name: string, content: string | Uint8Array): string {
    const to = path.join(this.folder, name);
    mkdirSync(path.dirname(to), { recursive: true });
    writeFileSync(to, content);
    return to;
  }

  /** A reader thread that runs `code` before each job; `job` and `attempt`, from 1, are in scope there. */
  faultyWorker(name: string, code: string): string {
    return this.file(
      `${name}.js`,
      `const { parentPort } = require('node:worker_threads');
       const fs = require('node:fs');
       let attempt = 0;
       parentPort.on('message', (message) => {
         for (const job of [message].flat()) {
         const seen = ${JSON.stringify(path.join(this.folder, `${name}.seen`))} + (job.range?.start ?? 0);
         attempt = fs.existsSync(seen) ? 2 : 1;
         fs.writeFileSync(seen, '');
         ${code}
         }
       });
       require(${JSON.stringify(this.worker)});`,
    );
  }

  /** Scans and checks what holds for every scan: that all lines are accounted for. */
  async scan(paths: readonly string[], options: ScanOptions = {}): Promise<Scan> {
    const result = await scan(paths, { workerFile: this.worker, ...options });
    await result.release();
    checkCounts(result.inputs);
    return result;
  }
}

/** Every line is a record, rejected or skipped, in each file and in all. */
export function checkCounts(inputs: InputSummary): void {
  for (const { lines, records, rejected, skipped } of [inputs, ...inputs.files])
    assert.equal(lines, records + rejected + skipped);
  for (const key of ['lines', 'records', 'rejected', 'skipped', 'requests'] as const)
    assert.equal(
      inputs[key],
      inputs.files.reduce((sum, file) => sum + file[key], 0),
      key,
    );
  for (const outcome of ['rejected', 'skipped'] as const) {
    const named = inputs.reasons.filter((reason) => reason.outcome === outcome);
    assert.equal(
      named.reduce((sum, { count }) => sum + count, 0),
      inputs[outcome],
      `every ${outcome} line has its reason`,
    );
    for (const { examples } of named) assert.ok(examples.length > 0 && examples.every(({ line }) => line > 0));
  }
}
