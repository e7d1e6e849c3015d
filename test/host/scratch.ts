/** Logs of made-up requests on disk, for the tests of one file. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Results } from '../../src/extension/model/results.ts';
import { stampsOf } from '../../src/extension/scan/log-stamps.ts';
import { syntheticLog, syntheticResult } from '../fixtures/synthetic-result.ts';
import type { SyntheticOptions } from '../fixtures/synthetic-result.ts';

export class Scratch {
  constructor(readonly folder: string) {}

  static async make(): Promise<Scratch> {
    return new Scratch(await mkdtemp(join(tmpdir(), 'prompt-audit-host-')));
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Writes a log, compressed when its name ends in `.gz`, and gives the results a scan of it would have. */
  async log(name: string, options: Omit<SyntheticOptions, 'files'>): Promise<Results> {
    const path = join(this.folder, name);
    const result = syntheticResult({ ...options, files: [path] });
    const text = Readable.from(syntheticLog(result), { objectMode: false });
    if (name.endsWith('.gz')) {
      result.report.inputs.files.forEach((file) => (file.compression = 'gzip'));
      await pipeline(text, createGzip({ level: 1 }), createWriteStream(path));
    } else {
      await pipeline(text, createWriteStream(path));
    }
    return new Results(result.report, result.index, name, await stampsOf(result.report.inputs.files));
  }
}
