import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { DAY } from '../../src/demo/traffic/clock.ts';
import { demoLines } from '../../src/demo/demo-lines.ts';
import { planDemo } from '../../src/demo/demo-plan.ts';
import { OtlpBatches } from './otlp-batches.ts';
import { words } from '../../src/schema/words.ts';

export type LogFormat = 'litellm' | 'otlp' | 'bedrock';

/** The benchmark's generator next to the repository; without it logs are made by the demo's. */
const GENERATOR = join(
  process.env['BENCH_DIR'] ?? join(__dirname, '..', '..', '..', 'shared', 'bench'),
  'generate.mjs',
);
const SCENARIO = 'dev-moonshot';

/** What the logs are made of, for the table. */
export const SOURCE = fs.existsSync(GENERATOR)
  ? `the benchmark's scenario ${SCENARIO}, its period repeated`
  : 'the demo, its ten days repeated';

/** A log of so many bytes; the same accounts whatever the size. Made once and kept. */
export function makeLog(folder: string, format: LogFormat, bytes: number): string {
  const file = join(folder, `${format}-${bytes}.jsonl`);
  if (fs.existsSync(file)) return file;
  if (fs.existsSync(GENERATOR)) {
    execFileSync(process.execPath, [
      GENERATOR,
      '--out',
      folder,
      '--only',
      SCENARIO,
      '--format',
      format,
      '--target-bytes',
      `${bytes}`,
    ]);
    fs.renameSync(join(folder, `${SCENARIO}.jsonl`), file);
    for (const name of ['truth.json', 'truth.tsv', 'accounts.csv'])
      fs.rmSync(join(folder, `${SCENARIO}.${name}`), { force: true });
  } else {
    if (format === 'bedrock') throw new Error(`Logs of Bedrock are made by ${GENERATOR}, which is not there.`);
    const lines = new LineFile(file);
    const batches = new OtlpBatches();
    for (const line of repeatedDemo()) {
      if (lines.bytes >= bytes) break;
      if (format === 'litellm') lines.write(line);
      else for (const batch of batches.add(line)) lines.write(batch);
    }
    for (const batch of batches.end()) lines.write(batch);
    lines.close();
  }
  return file;
}

/** Ten days of the demo again and again, each time with other texts of the same accounts. */
function* repeatedDemo(): Generator<string> {
  const plan = planDemo({ seed: 7, requests: 40_000, plain: true });
  for (let round = 0; ; round++) {
    const events = plan.events.map((event) => ({
      ...event,
      time: event.time + round * 10 * DAY,
      item: event.item + round * 100_003,
      copy: event.copy + round * 10_000_019,
    }));
    yield* demoLines({ ...plan, events });
  }
}

/** Many short records of many accounts, as a gateway without stored answers writes them. */
export function makeShortRecords(folder: string, accounts: number, records: number): string {
  const file = join(folder, `short-${accounts}-${records}.jsonl`);
  if (fs.existsSync(file)) return file;
  writeShortRecords(file, accounts, 0, records);
  return file;
}

/**
 * Records from one number up to another of a log of them.
 * @returns bytes of their text
 */
export function writeShortRecords(file: string, accounts: number, from: number, to: number): number {
  const lines = new LineFile(file);
  for (let n = from; n < to; n++) {
    const account = (n * 7919) % accounts;
    lines.write(
      `{"id":"chatcmpl-${n.toString(16).padStart(20, '0')}","call_type":"acompletion","status":"success","startTime":${1772409600 + n / 10},"model":"m-${account % 5}",` +
        `"metadata":{"user_api_key_hash":"key-${account}","requester_ip_address":"10.${account % 256}.${(account >> 8) % 256}.1","user_agent":"client/${account % 9}"},` +
        `"prompt_tokens":${20 + (n % 100)},"completion_tokens":${5 + (n % 50)},` +
        `"messages":[{"role":"user","content":"Translate item ${n} into French, please: ${WORDS[n % WORDS.length]} ${WORDS[(n >> 4) % WORDS.length]}"}],"model_parameters":{"temperature":0.2}}\n`,
    );
  }
  lines.close();
  return lines.bytes;
}

const WORDS = words('river house garden letter window summer bridge market winter morning forest island mirror');

/** The log packed with gzip, next to it. */
export async function packed(file: string): Promise<string> {
  const to = `${file}.gz`;
  if (!fs.existsSync(to)) await pipeline(fs.createReadStream(file), createGzip({ level: 1 }), fs.createWriteStream(to));
  return to;
}

export const sizeOf = (file: string): number => fs.statSync(file).size;

/** Appends lines with one large buffer. */
class LineFile {
  bytes = 0;
  private readonly handle: number;
  private readonly buffer = Buffer.allocUnsafe(8 << 20);
  private used = 0;

  constructor(file: string) {
    this.handle = fs.openSync(file, 'w');
  }

  write(line: string): void {
    if (3 * line.length > this.buffer.length - this.used) this.flush();
    const length = this.buffer.write(line, this.used);
    this.used += length;
    this.bytes += length;
  }

  close(): void {
    this.flush();
    fs.closeSync(this.handle);
  }

  private flush(): void {
    fs.writeSync(this.handle, this.buffer, 0, this.used);
    this.used = 0;
  }
}
