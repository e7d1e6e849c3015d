/**
 * How far the coverage that a report states can be trusted: `npm run --prefix lab coverage -- [LOGS] [SEED]`. Each made log has one sweep, of 10, 30, 60
 * or 90% of the documents. The truth is the share of all documents of the assistant that an account really got, also of
 * those that nobody else asked for.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { audit } from '../../src/engine/pipeline/audit.ts';
import { share, table } from '../../src/report/benchmark/markdown.ts';
import type { DocumentReader } from '../../src/report/shape/exposure/document-coverage.ts';
import { documentLines, documentWorld } from './world.ts';

const SHARES = [0.1, 0.3, 0.6, 0.9];

async function main(logs: number, seed: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'prompt-audit-coverage-'));
  const held = new Map<string, { in: number; all: number; above: number; worst: number }>();
  const note = (name: string, isIn: boolean, isAbove: boolean, off: number): void => {
    const one = held.get(name) ?? { in: 0, all: 0, above: 0, worst: 0 };
    held.set(name, one);
    one.all++;
    if (isIn) one.in++;
    if (isAbove) one.above++;
    one.worst = Math.max(one.worst, Math.abs(off));
  };
  for (let log = 0; log < logs * SHARES.length; log++) {
    const planted = SHARES[log % SHARES.length]!;
    const world = documentWorld(seed + log, [{ share: planted, accounts: 1 }]);
    const got = new Map<string, Set<number>>();
    for (const { account, documents } of world.requests)
      got.set(account, new Set([...(got.get(account) ?? []), ...documents]));
    const file = join(folder, `${log}.jsonl`);
    writeFileSync(file, documentLines(world).join(''));
    const { report } = await audit([file], { workers: 0 });
    const roles = new Map(world.requests.map(({ account, role }) => [account, role]));
    for (const reader of report.documents!.readers.filter(({ kind }) => kind === 'account')) {
      const role = roles.get(reader.name)!;
      if (role === 'sweep') {
        const truth = got.get(reader.name)!.size / world.documents;
        const { low, high } = reader.others!;
        note(`sweep of ${100 * planted}%`, low <= truth && truth <= high, isAbove(reader), truth - (low + high) / 2);
      } else note(role, isWithin(reader), isAbove(reader), 0);
    }
  }
  rmSync(folder, { recursive: true });
  const rows = [...held]
    .sort()
    .map(([name, one]) => [name, share(one.in, one.all), share(one.above, one.all), one.worst.toFixed(3)]);
  console.log(table(['account', 'within its interval', 'above what others see', 'farthest off'], rows));
}

const isWithin = ({ curve }: DocumentReader): boolean =>
  curve.every(
    ({ documents, expected }) => expected === undefined || (expected.low <= documents && documents <= expected.high),
  );
const isAbove = ({ documents, expected }: DocumentReader): boolean =>
  expected !== undefined && documents > expected.high;

void main(Number(process.argv[2] ?? 10), Number(process.argv[3] ?? 0));
