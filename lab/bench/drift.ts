/**
 * How often drift alarms on days without an attack, and from which share of accounts on it sees one:
 *
 *     node --import tsx lab/bench/drift.ts --days 10 --attacks LOG LOG...
 *
 * Each log's first days are its baseline, and its later days are tested. Accounts of attacks are left out by the log's truth
 * (`NAME.truth.json`); then what the attackers of another log sent in a day is added to each later day, as a share of its accounts,
 * one day at a time.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { accountProfiles } from '../../src/engine/accounts/account-profiles.ts';
import { type AccountDay, accountDays } from '../../src/engine/campaigns/baseline/account-days.ts';
import { type DaySignature, DaySignatures } from '../../src/engine/campaigns/baseline/day-signatures.ts';
import { dayDrift } from '../../src/engine/campaigns/drift/day-drift.ts';
import { openLog } from '../../src/engine/pipeline/open-log.ts';

const SHARES = [0.02, 0.05, 0.1, 0.25, 0.5];

interface Sent extends Pick<AccountDay, 'day' | 'signs'> {
  /** Id of the campaign, for attackers. */
  campaign: string | undefined;
}

interface TruthFile {
  accounts: Record<string, { class: string; campaign?: string | null }>;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { days: { type: 'string', default: '10' }, attacks: { type: 'string', multiple: true, default: [] } },
    allowPositionals: true,
  });
  const attacks = (await Promise.all(values.attacks.map(sentIn))).flatMap((sent) => byCampaign(sent));
  const total = { days: 0, tests: 0, alarms: 0, alarmDays: 0, alone: 0 };
  const seen = new Map(SHARES.map((share) => [share, { days: 0, found: 0 }]));
  let giants = 0;
  for (const path of positionals) {
    const clean = (await sentIn(path)).filter(({ campaign }) => campaign === undefined);
    const days = [...new Set(clean.map(({ day }) => day))].sort((a, b) => a - b);
    const [baseline, later] = [days.slice(0, Number(values.days)), days.slice(Number(values.days))];
    const ordinary = signaturesOf(clean.filter(({ day }) => baseline.includes(day)));
    const { tests } = dayDrift(signaturesOf(clean.filter(({ day }) => later.includes(day))), ordinary);
    const alarms = tests.filter(({ isAlarm }) => isAlarm);
    total.days += new Set(tests.map(({ day }) => day)).size;
    total.tests += tests.length;
    total.alarms += alarms.length;
    total.alarmDays += new Set(alarms.map(({ day }) => day)).size;
    const found = new Map(SHARES.map((share) => [share, { days: 0, found: 0 }]));
    for (const day of later) {
      const own = signaturesOf(clean.filter((one) => one.day === day));
      const accounts = clean.filter((one) => one.day === day).length;
      const alone = dayDrift(own, ordinary).tests.some(({ isAlarm }) => isAlarm);
      if (alone) total.alone++;
      for (const attackers of attacks) {
        const alarmed = (count: number): boolean => {
          const made = DaySignatures.of(own);
          for (let at = 0; at < count; at++) addTo(made, { ...attackers[(at * STRIDE) % attackers.length]!, day });
          return dayDrift(made.list(), ordinary).tests.some(({ isAlarm }) => isAlarm);
        };
        for (const share of SHARES) {
          for (const sum of [found.get(share)!, seen.get(share)!]) sum.days++;
          if (!alarmed(Math.round((share * accounts) / (1 - share)))) continue;
          for (const sum of [found.get(share)!, seen.get(share)!]) sum.found++;
        }
        if (alarmed(1) && !alone) giants++;
      }
    }
    const power = [...found].map(([share, one]) => `${share} ${one.found}/${one.days}`).join('  ');
    process.stdout.write(`${path}  ${tests.length} tests, ${alarms.length} alarms  ${power}\n`);
    for (const { day, moved, p, accounts, cohort } of alarms)
      process.stdout.write(
        `  day ${days.indexOf(day)}, cohort ${cohort}: ${accounts} accounts, moved ${moved.toFixed(2)}, p ${p.toFixed(4)}\n`,
      );
  }
  process.stdout.write(
    `All: ${total.days} days, ${total.tests} tests, ${total.alarms} alarms on ${total.alarmDays} days, on ${total.alone} days if each is scanned by itself; one more account raised ${giants}\n` +
      `${[...seen].map(([share, one]) => `${share} ${one.found}/${one.days}`).join('  ')}\n`,
  );
}

/** Prime, so that every attacker comes before one comes again. */
const STRIDE = 7919;

async function sentIn(path: string): Promise<Sent[]> {
  const log = await openLog([path], { workers: 1 }, () => undefined);
  try {
    const profiles = accountProfiles(log.table, new Map());
    const { accounts } = JSON.parse(readFileSync(path.replace(/\.jsonl$/, '.truth.json'), 'utf8')) as TruthFile;
    return Array.from(accountDays(profiles.values(), log.table), ({ account, day, signs }) => {
      const known = accounts[profiles.get(account)!.account];
      return { day, signs, campaign: known?.class === 'distillation' ? (known.campaign ?? path) : undefined };
    });
  } finally {
    await log.release();
  }
}

function byCampaign(sent: readonly Sent[]): Sent[][] {
  const campaigns = new Map<string, Sent[]>();
  for (const one of sent) {
    if (one.campaign === undefined) continue;
    const own = campaigns.get(one.campaign);
    if (own) own.push(one);
    else campaigns.set(one.campaign, [one]);
  }
  return [...campaigns.values()];
}

function signaturesOf(sent: readonly Sent[]): DaySignature[] {
  const made = new DaySignatures();
  for (const one of sent) addTo(made, one);
  return made.list();
}

function addTo(made: DaySignatures, { day, signs }: Sent): void {
  for (const [cohort, own] of signs) made.add(day, cohort, own);
}

void main();
