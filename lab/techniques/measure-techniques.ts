/**
 * Prints what is found of each technique, and which look-alikes are called, in made-up logs: `npm run --prefix lab techniques -- [NAME…]`.
 * Found: a finding of the technique that has most of its accounts, at the grade it can reach. Called: a finding near proof or strong,
 * or a verdict of distillation, on any account of the look-alike.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { audit } from '../../src/engine/pipeline/audit.ts';
import type { Report } from '../../src/report/shape/report.ts';
import { weighs } from '../../src/text/techniques.ts';
import { ATTACKS } from './attacks.ts';
import { writeLog } from './log.ts';
import { LOOK_ALIKES } from './look-alikes.ts';
import { SHAPES } from './shapes.ts';

const LOGS = 10;
const SIZES = [40, 8] as const;

interface Counts {
  found: number;
  campaign: number;
  called: number;
  strangers: number;
  grades: Map<string, number>;
}

async function main(wanted: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'techniques-'));
  const path = join(folder, 'log.jsonl');
  const is = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
  try {
    console.log('| technique | accounts | found | as a campaign | others called | grades | without the fields |');
    console.log('| --- | --- | --- | --- | --- | --- | --- |');
    for (const name of Object.keys(ATTACKS).filter(is))
      for (const accounts of SIZES) {
        const [full, bare] = [await counts(path, name, accounts, false), await counts(path, name, accounts, true)];
        const grades = [...full.grades].map(([grade, n]) => `${grade} ${n}`).join(', ');
        console.log(
          `| ${name} | ${accounts} | ${full.found} of ${LOGS} | ${full.campaign} of ${LOGS} | ${full.strangers} | ${grades} | ${bare.found} of ${LOGS} |`,
        );
      }
    console.log('\n| look-alike | accounts | called |\n| --- | --- | --- |');
    for (const name of Object.keys(LOOK_ALIKES).filter(is))
      for (const accounts of SIZES) {
        const { called, grades } = await counts(path, name, accounts, false);
        console.log(
          `| ${name} | ${accounts} | ${called} of ${LOGS} | ${[...grades].map(([grade, n]) => `${grade} ${n}`).join(', ')} |`,
        );
      }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function counts(path: string, name: string, accounts: number, bare: boolean): Promise<Counts> {
  const all: Counts = { found: 0, campaign: 0, called: 0, strangers: 0, grades: new Map() };
  for (let seed = 0; seed < LOGS; seed++) {
    const shape = SHAPES[seed % SHAPES.length]!;
    const own = writeLog(path, { name, shape, bare, seed, accounts, wording: seed % 3 });
    const { report } = await audit([path], { workers: 0 });
    judge(report, name, own, all);
  }
  return all;
}

function judge(
  { techniques = [], accounts, campaigns }: Report,
  name: string,
  own: ReadonlySet<string>,
  all: Counts,
): void {
  const inside = (names: readonly string[]): number => names.filter((one) => own.has(one)).length;
  const mine = techniques.find(({ id, accounts: members }) => id === name && inside(members) >= own.size / 2);
  if (mine !== undefined) all.found++;
  for (const { id, grade, accounts: members } of techniques) {
    if (inside(members) === 0) continue;
    all.grades.set(`${id} ${grade}`, (all.grades.get(`${id} ${grade}`) ?? 0) + 1);
  }
  if (campaigns.some(({ verdict, accounts: members }) => verdict === 'distillation' && inside(members) >= own.size / 2))
    all.campaign++;
  const accused = accounts.filter(({ verdict }) => verdict === 'distillation').map(({ account }) => account);
  all.strangers += accused.length - inside(accused);
  if (inside(accused) > 0 || techniques.some((one) => weighs(one) && inside(one.accounts) > 0)) all.called++;
}

void main(process.argv.slice(2));
