/**
 * Measures how logs in shapes that no format was made for are read: whole, by the mapping that is proposed, or not.
 * Usage: node --import tsx lab/shapes/measure.ts [part of a name]
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectLogs } from '../../src/report/inspect/inspect-log.ts';
import type { Inspection } from '../../src/report/inspect/inspection.ts';
import type { RequestRecord } from '../../src/reader/records/fields/request.ts';
import { type Call, makeCalls } from './calls.ts';
import { makeShapes, type Shape } from './shapes.ts';

type Outcome = 'whole' | 'proposed' | 'told' | 'refused' | 'silent' | 'wrong';

const calls = makeCalls();
async function main(): Promise<void> {
  const wanted = process.argv[2] ?? '';
  const folder = await mkdtemp(join(tmpdir(), 'shapes-'));
  const totals = new Map<Outcome, number>();
  const shapes = makeShapes(calls).filter(({ family, name }) => `${family}/${name}`.includes(wanted));
  for (const shape of shapes) {
    const path = join(folder, `log.${shape.extension}`);
    await writeFile(path, shape.text);
    const [inspection] = (await inspectLogs([path], { show: 2000 })).inspections;
    const [outcome, note] = inspection === undefined ? (['refused', 'no log'] as const) : judge(shape, inspection);
    totals.set(outcome, (totals.get(outcome) ?? 0) + 1);
    process.stdout.write(`${outcome.padEnd(9)} ${shape.family}/${shape.name}  ${note}\n`);
  }
  await rm(folder, { recursive: true });
  process.stdout.write(
    `${shapes.length} shapes: ${[...totals].map(([name, number]) => `${number} ${name}`).join(', ')}\n`,
  );
}

void main();

function judge(shape: Shape, inspection: Inspection): [Outcome, string] {
  const { proposal, counts, records } = inspection;
  if (records.length === 0) return ['refused', inspection.reasons[0]?.reason ?? ''];
  const faults = faultsOf(shape, records);
  if (counts.requests > 0) {
    if (faults.length === 0) return ['whole', inspection.formats[0]!.name];
    const said = [...inspection.accountHints.map(({ path }) => path), ...inspection.gaps];
    return [
      said.length > 0 || proposal !== undefined ? 'told' : 'silent',
      `${faults.join(', ')} (${inspection.formats[0]!.name}) ${said.join('; ')}`,
    ];
  }
  if (faults.length === 0) return ['proposed', ''];
  const isWrong = faults.some((fault) => fault.startsWith('wrong'));
  const paths = proposal?.guesses.map(({ field, path }) => `${field}=${path}`).join(' ') ?? '';
  return [isWrong ? 'wrong' : 'told', `${faults.join(', ')}: ${paths}`];
}

function faultsOf({ lacks }: Shape, records: readonly RequestRecord[]): string[] {
  const byPrompt = new Map<string, Call>(calls.map((call) => [call.prompt, call]));
  const missed = { prompt: calls.length, answer: 0, account: 0, time: 0 };
  const wrong = new Set<string>();
  for (const record of records) {
    const text = record.messages.findLast(({ role }) => role === 'user')?.text ?? '';
    const call = byPrompt.get(text.trim());
    if (calls.some(({ answer }) => answer === text.trim())) wrong.add('prompt');
    if (call === undefined) continue;
    byPrompt.delete(call.prompt);
    missed.prompt--;
    const said = record.answer?.text.trim() ?? '';
    if (said !== call.answer) missed.answer++;
    const { account } = record;
    const isNamed = account?.value.startsWith(call.user) === true || record.endUser?.startsWith(call.user) === true;
    if (lacks !== 'user' && !isNamed) missed.account++;
    if (lacks !== 'user' && !isNamed && account !== undefined && !['file', 'address'].includes(account.kind))
      wrong.add(`account ${account.value}`);
    if (lacks === 'user' && account !== undefined && !['file', 'address'].includes(account.kind))
      wrong.add(`account ${account.value}`);
    if (Math.abs((record.time ?? 0) - call.ms) > 10_000) missed.time++;
  }
  const lost = Object.entries(missed).filter(([, number]) => number > 0.05 * calls.length);
  return [
    ...[...wrong].slice(0, 2).map((name) => `wrong ${name}`),
    ...lost.map(([name, number]) => `${name} lost in ${number}`),
  ];
}
