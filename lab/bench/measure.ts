/**
 * Measures one log of the benchmark in a process of its own: `measure.ts FOLDER NAME WORKER [PART...]` writes NAME.measured.json
 * next to the log. Parts: `score` writes NAME.report.json and NAME.records.csv for the scorer, `mmd`, `ablation`.
 */
import { createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { recordsCsv } from '../../src/report/shape/records-csv.ts';
import { type Ablated, ablate, isCampaign } from './ablation.ts';
import { type AuditedLog, auditLog } from './audit-log.ts';
import { mmdOfAccounts, type MmdResult } from './mmd.ts';
import type { Scored } from '../../src/report/benchmark/metrics.ts';
import { readTruth, type Truth } from './truth.ts';

export interface Measured {
  name: string;
  seconds: number;
  requests: number;
  accounts: Scored[];
  candidates: Scored[];
  campaigns: { id: string; accounts: number; found: number }[];
  /** Accounts that are not attackers, and those flagged as distillation. */
  innocent: number;
  accused: number;
  relays: { accounts: number; relay: number; distillation: number };
  /** Lines shown as evidence by flagged templates and by campaigns, and those that belong to an attack. */
  templateLines: [attack: number, all: number];
  campaignLines: [attack: number, all: number];
  ablation: Ablated[] | null;
  mmd: MmdResult | null;
}

async function main([folder = '', name = '', worker = '', ...parts]: readonly string[]): Promise<void> {
  const path = (ending: string): string => join(folder, `${name}.${ending}`);
  const began = performance.now();
  const audited = await auditLog(path('jsonl'), path('accounts.csv'), worker);
  const seconds = (performance.now() - began) / 1000;
  if (parts.includes('score')) {
    writeFileSync(path('report.json'), JSON.stringify(audited.report));
    await pipeline(Readable.from(recordsCsv(audited.index, audited.report)), createWriteStream(path('records.csv')));
  }
  const truth = readTruth(folder, name);
  const measured: Measured = {
    name,
    seconds,
    requests: audited.index.length,
    ...quality(audited, truth),
    ablation: parts.includes('ablation') ? ablate(audited, truth) : null,
    mmd: parts.includes('mmd') ? mmdOfAccounts(path('jsonl'), truth) : null,
  };
  writeFileSync(path('measured.json'), JSON.stringify(measured));
}

function quality(
  audited: AuditedLog,
  truth: Truth,
): Omit<Measured, 'name' | 'seconds' | 'requests' | 'ablation' | 'mmd'> {
  const { report, found } = audited;
  const accounts = new Map(report.accounts.map((account) => [account.account, account]));
  const verdict = (id: string): string => accounts.get(id)?.verdict ?? 'none';
  const innocent = truth.judged.filter((id) => !truth.isAttacker(id));
  const relays = [...truth.classes].filter(([, kind]) => kind === 'relay').map(([id]) => id);
  const called = (ids: readonly string[], what: string): number => ids.filter((id) => verdict(id) === what).length;
  const attacks = (lines: readonly { line: number }[]): [number, number] => [
    lines.filter(({ line }) => truth.isAttack(line)).length,
    lines.length,
  ];
  return {
    accounts: truth.judged.map((id): Scored => [accounts.get(id)?.score ?? 0, truth.isAttacker(id)]),
    candidates: found.judgements.map((one): Scored => [one.score, isCampaign(one, truth, found)]),
    campaigns: truth.campaigns.map(({ id, accounts: own }) => ({
      id,
      accounts: own.length,
      found: called(own, 'distillation'),
    })),
    innocent: innocent.length,
    accused: called(innocent, 'distillation'),
    relays: { accounts: relays.length, relay: called(relays, 'relay'), distillation: called(relays, 'distillation') },
    templateLines: attacks(
      report.templates.filter((template) => template.verdict === 'distillation').flatMap(({ lines }) => lines),
    ),
    campaignLines: attacks(
      report.campaigns
        .filter((campaign) => campaign.verdict === 'distillation')
        .flatMap(({ evidence }) => evidence.flatMap(({ lines }) => lines)),
    ),
  };
}

void main(process.argv.slice(2));
