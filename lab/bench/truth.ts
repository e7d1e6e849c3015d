/** Who is who in a log of the benchmark, and which of its lines belong to an attack. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTruthFile } from '../../src/report/benchmark/truth.ts';

export interface Truth {
  /** Class of each account: `distillation`, `benign`, `relay` or `authorised`. */
  classes: ReadonlyMap<string, string>;
  campaigns: { id: string; accounts: string[] }[];
  /** Accounts that count: authorised ones are neither right nor wrong. */
  judged: string[];
  isAttacker: (account: string) => boolean;
  /** Whether line n (from 1) holds a request of an attack. */
  isAttack: (line: number) => boolean;
}

export function readTruth(folder: string, name: string): Truth {
  const file = join(folder, `${name}.truth.json`);
  const { campaigns } = JSON.parse(readFileSync(file, 'utf8')) as { campaigns: Truth['campaigns'] };
  const classes = new Map([...readTruthFile(file)].map(([id, account]) => [id, account.class]));
  const attacks = new Set<number>();
  for (const row of readFileSync(join(folder, `${name}.truth.tsv`), 'utf8').split('\n')) {
    if (row.endsWith('\t1')) attacks.add(Number(row.slice(0, row.indexOf('\t'))));
  }
  return {
    classes,
    campaigns,
    judged: [...classes].filter(([, kind]) => kind !== 'authorised').map(([id]) => id),
    isAttacker: (account) => classes.get(account) === 'distillation',
    isAttack: (line) => attacks.has(line),
  };
}
