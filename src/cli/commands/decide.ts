import { stat } from 'node:fs/promises';
import { type Choice, withDecision } from '../../report/triage/decide-item.ts';
import { MAX_NOTE } from '../../report/triage/triage-schema.ts';
import { readTriageFile, writeTriageFile } from '../../report/triage/triage-file.ts';
import { type Decision, NO_TRIAGE, TRIAGE_FILE } from '../../report/triage/triage.ts';
import { dayOf, isDay } from '../../text/times.ts';
import { visible } from '../../text/visible.ts';
import type { Typed } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { readNamedReport } from '../options/report-file.ts';
import { itemNamed } from '../options/subject-name.ts';
import type { Terminal } from '../output/terminal.ts';
import { UsageError } from '../usage-error.ts';

const CHOICES: readonly Choice[] = ['benign', 'confirmed', 'watch', 'allowed', 'open'];
const TOLD: Readonly<Record<Choice, string>> = {
  benign: 'marked benign',
  confirmed: 'confirmed',
  watch: 'on watch',
  allowed: 'on the allow-list',
  open: 'open again',
};
const DAY_MS = 86_400_000;
const DAYS = /^(\d{1,4})d$/;

/** Runs `prompt-audit decide`: writes a person's decision on findings of a report to the file of decisions. */
export async function decide(typed: Typed, terminal: Terminal): Promise<number> {
  const [path, ...ids] = typed.rest;
  if (path === undefined || ids.length === 0) {
    throw new UsageError('Name a report and what you decide on, such as C1. See: prompt-audit decide --help');
  }
  const choice = CHOICES.find((one) => one === typed.values['as']);
  if (choice === undefined) throw new UsageError(`Say what it is: --as ${CHOICES.join(', ')}.`);
  const decision = decisionOf(typed, choice);
  const report = await readNamedReport(path);
  const items = ids.map((id) => itemNamed(report, id));
  const file = typed.values['triage'] ?? TRIAGE_FILE;
  const isThere = (await stat(file).catch(() => undefined)) !== undefined;
  let triage = isThere ? await readTriageFile(file) : NO_TRIAGE;
  for (const item of items) {
    if (choice === 'allowed' && item.kind !== 'account') {
      throw new UsageError(`Only accounts can be on the allow-list, not ${item.kind} ${item.id}.`);
    }
    triage = withDecision(triage, report, item, choice, decision, {
      hashAccounts: typed.switches.has('hash-accounts'),
    })!;
  }
  await writeTriageFile(file, triage);
  if (!typed.switches.has('quiet')) {
    const names = items.map(({ kind, id }) => `${kind} ${visible(id)}`).join(', ');
    const until = decision.expires === undefined ? '' : ` until ${decision.expires}`;
    await terminal.out.write(`${visible(file)}: ${names} ${TOLD[choice]}${until}.\n`);
  }
  return EXIT.clean;
}

function decisionOf({ values }: Typed, choice: Choice): Decision {
  const { note = '', author, owner, expires } = values;
  if (choice !== 'open' && (note.trim() === '' || note.length > MAX_NOTE)) {
    throw new UsageError(`Say why, in 1 to ${MAX_NOTE} characters: --note TEXT.`);
  }
  for (const [option, name] of Object.entries({ author, owner })) {
    if (name !== undefined && (name.trim() === '' || name.length > 200)) {
      throw new UsageError(`--${option} takes a name of at most 200 characters.`);
    }
  }
  const today = dayOf(Date.now());
  const last = expires === undefined ? undefined : dayIn(expires);
  if (last !== undefined && last < today) throw new UsageError(`--expires ${last}: that day has passed.`);
  return {
    note: note.trim(),
    ...(author !== undefined && { author }),
    ...(owner !== undefined && { owner }),
    date: today,
    ...(last !== undefined && { expires: last }),
  };
}

/** A date, or a number of days from now. */
function dayIn(text: string): string {
  const days = DAYS.exec(text)?.[1];
  if (days !== undefined) return dayOf(Date.now() + Number(days) * DAY_MS);
  if (!isDay(text)) throw new UsageError(`--expires takes a day such as 2027-01-31, or 90d, not "${text}".`);
  return text;
}
