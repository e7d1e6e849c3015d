/**
 * Whether answers tell a sweep of an assistant from its customers: `node --import tsx lab/bench/answers-again.ts FOLDER...`. Customers ask
 * what is popular and so get what others got; a list that is worked off once does not. For each account with enough answers it counts
 * those that it got twice, and those that another account got too, and holds them against draws of as many answers from all of the log.
 */
import { basename } from 'node:path';
import { Random } from '../../src/math/random.ts';
import { FLAG } from '../../src/engine/table/request-flags.ts';
import { labelledLogs, readTruth } from '../fit/logs/labelled-log.ts';
import { readTable } from '../fit/logs/read-log.ts';
import { share, table } from '../../src/report/benchmark/markdown.ts';

/** Fewer requests say nothing; draws of each size. */
const [FEWEST, DRAWS] = [20, 200];
const SIZES = [20, 40, 80, Infinity];

interface Case {
  requests: number;
  harvests: boolean;
  /** Share of draws with at most as many answers that another account got too: small for who keeps off what is popular. */
  avoids: number;
}

async function casesOf(folder: string): Promise<{ cases: Case[]; rows: string[][] }> {
  const cases: Case[] = [];
  const rows: string[][] = [];
  for (const log of labelledLogs(folder)) {
    const truth = readTruth(log);
    const { rows: columns, names, length } = await readTable(log.path);
    const users = new Map<number, Set<number>>();
    const own = new Map<number, number[]>();
    for (let row = 0; row < length; row++) {
      const [account, answer] = [columns.account[row]!, columns.answer[row]!];
      if (account === 0 || answer === 0 || (columns.flags[row]! & FLAG.error) !== 0) continue;
      users.set(answer, (users.get(answer) ?? new Set()).add(account));
      own.set(account, [...(own.get(account) ?? []), answer]);
    }
    const all = [...own.values()].flat();
    const isShared = (answer: number): number => Number(users.get(answer)!.size > 1);
    const common = all.reduce((sum, answer) => sum + isShared(answer), 0) / Math.max(1, all.length);
    const random = new Random('answers again', log.name);
    for (const [account, answers] of own) {
      if (answers.length < FEWEST) continue;
      const got = answers.reduce((sum, answer) => sum + isShared(answer), 0);
      const atMost = Array.from({ length: DRAWS }, () => {
        let drawn = 0;
        for (let at = 0; at < answers.length; at++) drawn += isShared(all[random.below(all.length)]!);
        return drawn <= got;
      }).filter(Boolean).length;
      const { class: kind = 'benign', harvest = 0 } = truth.accounts.get(names.account.values[account]!) ?? {};
      if (kind === 'authorised' || kind === 'relay') continue;
      cases.push({
        requests: answers.length,
        harvests: kind === 'distillation' && harvest > 0,
        avoids: (1 + atMost) / (1 + DRAWS),
      });
    }
    rows.push([
      basename(log.path, '.jsonl'),
      String(all.length),
      String(users.size),
      share(Math.round(common * all.length), all.length),
    ]);
  }
  return { cases, rows };
}

async function main(folders: readonly string[]): Promise<void> {
  const found = await Promise.all(folders.map(casesOf));
  const cases = found.flatMap((one) => one.cases);
  console.log(
    `${table(
      ['log', 'answers', 'different', 'that several accounts got'],
      found.flatMap(({ rows }) => rows),
    )}\n`,
  );
  const rows = SIZES.slice(1).map((most, at) => {
    const of = cases.filter(({ requests }) => requests >= SIZES[at]! && requests < most);
    const [sweeps, others] = [of.filter(({ harvests }) => harvests), of.filter(({ harvests }) => !harvests)];
    const limit = Math.min(1, ...others.map(({ avoids }) => avoids));
    const told = sweeps.filter(({ avoids }) => avoids < limit).length;
    const low = others.filter(({ avoids }) => avoids <= 0.05).length;
    return [
      `${SIZES[at]!} to ${most === Infinity ? '…' : most - 1}`,
      String(others.length),
      share(low, others.length),
      share(told, sweeps.length),
    ];
  });
  console.log(
    table(['answers of an account', 'innocent', 'innocent below 0.05', 'harvesters told at no wrong call'], rows),
  );
}

void main(process.argv.slice(2));
