/** Runs `prompt-audit decide`: writes what a person decided or did about findings of a report, and shows where the work stands. */
import { stat } from 'node:fs/promises';
import { type CaseFilter, isWanted } from '../../protocol/case-filter.ts';
import { CaseStatus, type Report } from '../../report/shape/report.ts';
import { applyTriage } from '../../report/triage/apply-triage.ts';
import { caseHistory, caseLines, caseRows } from '../../report/triage/cases/case-list.ts';
import { Ticket } from '../../report/triage/cases/case-schema.ts';
import { eventText } from '../../report/triage/cases/case-words.ts';
import { withWork } from '../../report/triage/cases/work.ts';
import { type Choice, withDecision } from '../../report/triage/decide-item.ts';
import { editTriageFile, readTriageFile } from '../../report/triage/triage-file.ts';
import { MAX_NOTE } from '../../report/triage/triage-schema.ts';
import { type CaseEvent, type Decision, NO_TRIAGE, type Triage, TRIAGE_FILE } from '../../report/triage/triage.ts';
import { decisionStatus } from '../../report/triage/triaged-report.ts';
import { guardOf } from '../../schema/guard.ts';
import { dayOf, isDay } from '../../text/times.ts';
import { escapedJson, visible } from '../../text/visible.ts';
import type { Typed } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { readNamedReport } from '../options/files/report-file.ts';
import { reportFormat } from '../options/report-format.ts';
import { type Item, itemNamed } from '../options/subject-name.ts';
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
const isStatus = guardOf(CaseStatus);
const isTicket = guardOf(Ticket);
const DAY_MS = 86_400_000;
const DAYS = /^(\d{1,4})d$/;
const LONGEST_NAME = 200;

/** What was asked for, checked. */
interface Asked {
  choice: Choice | undefined;
  decision: Decision;
  /** Work on a case besides a decision; absent where none was named. */
  work: CaseEvent | undefined;
  /** A comment beside a note: an entry of its own. */
  comment: CaseEvent | undefined;
  replace: boolean;
  hashAccounts: boolean;
  /** To the second, in UTC. */
  time: string;
}

export async function decide(typed: Typed, terminal: Terminal): Promise<number> {
  const [path, ...ids] = typed.rest;
  const asked = askedOf(typed);
  const isQuestion = asked.choice === undefined && asked.work === undefined;
  if (path === undefined || (ids.length === 0 && !isQuestion)) {
    throw new UsageError('Name a report and what you decide on, such as C1. See: prompt-audit decide --help');
  }
  const filter = filterOf(typed);
  const report = await readNamedReport(path);
  const items = ids.map((id) => itemNamed(report, id));
  const file = typed.values['triage'] ?? TRIAGE_FILE;
  if (isQuestion) {
    await terminal.out.write(await answer(report, items, file, filter, typed));
    return EXIT.clean;
  }
  const told: string[] = [];
  await editTriageFile(file, (triage) =>
    items.reduce((all, item) => {
      told.push(toldOf(all, report, item, asked));
      return changed(all, report, item, asked);
    }, triage),
  );
  if (!typed.switches.has('quiet')) await terminal.out.write(`${visible(file)}: ${told.join('; ')}.\n`);
  return EXIT.clean;
}

/** Where the work stands: on what was named, else on all that the filter lets through. */
async function answer(
  report: Report,
  items: readonly Item[],
  file: string,
  filter: CaseFilter,
  { values }: Typed,
): Promise<string> {
  const isThere = (await stat(file).catch(() => undefined)) !== undefined;
  const triaged = applyTriage(report, isThere ? await readTriageFile(file) : NO_TRIAGE, dayOf(Date.now()));
  for (const item of items) mustBeCampaign(item, 'Only campaigns are cases');
  const named = new Set(items.map(({ id }) => id));
  const campaigns = report.campaigns.filter(
    (campaign) =>
      (named.size === 0 || named.has(campaign.id)) && isWanted(campaign, triaged.cases.get(campaign.id), filter),
  );
  if (reportFormat(values['format'], undefined) === 'json')
    return `${escapedJson(JSON.stringify(caseRows(triaged, campaigns), null, 2))}\n`;
  const lines =
    named.size === 0 ? caseLines(triaged, campaigns) : campaigns.flatMap((campaign) => caseHistory(triaged, campaign));
  return lines.map((line) => `${line}\n`).join('');
}

function changed(triage: Triage, report: Report, item: Item, asked: Asked): Triage {
  const { choice, decision, work, comment, time, hashAccounts } = asked;
  let next = triage;
  if (choice !== undefined) next = withDecision(next, report, item, choice, decision, { hashAccounts, time })!;
  for (const event of [work, comment]) {
    if (event !== undefined) next = withWork(next, report, item.id, event, { hashAccounts })!;
  }
  return next;
}

/**
 * What becomes of an item, in words, and what that replaces.
 * @throws UsageError when it cannot be, or would replace another decision that nobody said is to be replaced
 */
function toldOf(triage: Triage, report: Report, item: Item, { choice, decision, work, replace }: Asked): string {
  const name = `${item.kind} ${visible(item.id)}`;
  if (choice === 'allowed') mustBeAccount(item);
  if (work !== undefined)
    mustBeCampaign(item, 'Only campaigns are cases with a status, an owner, a ticket and comments');
  const until = decision.expires === undefined ? '' : ` until ${decision.expires}`;
  const done = [
    ...(choice === undefined ? [] : [`${TOLD[choice]}${until}`]),
    ...(work === undefined ? [] : [eventText(work)]),
  ];
  const status = decisionStatus(applyTriage(report, triage, dayOf(Date.now())), item.kind, item.id);
  const isOwn = status?.decision !== undefined && status.through === undefined;
  if (choice === undefined || !isOwn) return `${name} ${done.join(', ')}`;
  if (choice !== 'open' && choice !== status.state && !replace) {
    throw new UsageError(`${name} has a decision: ${visible(status.text)}. To replace it, add --replace.`);
  }
  return `${name} ${done.join(', ')}, instead of: ${visible(status.text)}`;
}

function mustBeAccount({ kind, id }: Item): void {
  if (kind !== 'account') throw new UsageError(`Only accounts can be on the allow-list, not ${kind} ${visible(id)}.`);
}

function mustBeCampaign({ kind, id }: Item, sentence: string): void {
  if (kind !== 'campaign') throw new UsageError(`${sentence}, not ${kind} ${visible(id)}.`);
}

function askedOf({ values, switches }: Typed): Asked {
  const { as, status, assign, ticket, comment, note, author, owner, expires } = values;
  const choice = CHOICES.find((one) => one === as);
  if (as !== undefined && choice === undefined) throw new UsageError(`Say what it is: --as ${CHOICES.join(', ')}.`);
  if (status !== undefined && !isStatus(status))
    throw new UsageError(`--status takes ${CaseStatus.options.join(', ')}.`);
  const needsNote = (choice !== undefined && choice !== 'open') || status === 'closed';
  for (const [option, text] of Object.entries({ note, comment })) {
    const isNeeded = option === 'note' ? needsNote : text !== undefined;
    if ((isNeeded && (text ?? '').trim() === '') || (text ?? '').length > MAX_NOTE)
      throw new UsageError(
        `Say ${option === 'note' ? 'why' : 'something'}, in 1 to ${MAX_NOTE} characters: --${option} TEXT.`,
      );
  }
  for (const [option, name] of Object.entries({ author, owner, assign })) {
    if (name !== undefined && ((name.trim() === '' && option !== 'assign') || name.length > LONGEST_NAME))
      throw new UsageError(`--${option} takes a name of at most ${LONGEST_NAME} characters.`);
  }
  if (owner !== undefined && assign !== undefined) throw new UsageError('--owner and --assign name the same: use one.');
  if (ticket !== undefined && !isTicket(ticket))
    throw new UsageError('--ticket takes a link or a number, in one line of at most 1000 characters.');
  const now = Date.now();
  const today = dayOf(now);
  const last = expires === undefined ? undefined : dayIn(expires, now);
  if (last !== undefined && last < today) throw new UsageError(`--expires ${last}: that day has passed.`);
  const why = note?.trim() ?? '';
  const time = `${new Date(now).toISOString().slice(0, 19)}Z`;
  const by = { time, ...(author !== undefined && { by: author.trim() }) };
  const work: CaseEvent = {
    ...(status !== undefined && { status }),
    ...(assign !== undefined && { owner: assign.trim() }),
    ...(ticket !== undefined && { ticket: ticket.trim() }),
  };
  const hasWork = Object.keys(work).length > 0;
  const isAlone = !hasWork && choice === undefined;
  if (isAlone && comment === undefined && why !== '')
    throw new UsageError('Say what the note is about: --as STATE, --status STATE or --comment TEXT.');
  const said = comment === undefined ? undefined : { ...by, note: comment.trim() };
  return {
    choice,
    decision: {
      note: why,
      ...(author !== undefined && { author: author.trim() }),
      ...(owner !== undefined && { owner: owner.trim() }),
      date: today,
      ...(last !== undefined && { expires: last }),
    },
    work: hasWork ? { ...by, ...work, ...(why !== '' && { note: why }) } : said,
    comment: hasWork ? said : undefined,
    replace: switches.has('replace'),
    hashAccounts: switches.has('hash-accounts'),
    time,
  };
}

function filterOf({ values: { mine, since } }: Typed): CaseFilter {
  if (since !== undefined && !isDay(since))
    throw new UsageError(`--since takes a day such as 2026-11-30, not "${since}".`);
  return {
    ...(mine !== undefined && { owner: mine }),
    ...(since !== undefined && { since: Date.parse(`${since}T00:00:00Z`) }),
  };
}

/** A date, or a number of days from now. */
function dayIn(text: string, now: number): string {
  const days = DAYS.exec(text)?.[1];
  if (days !== undefined) return dayOf(now + Number(days) * DAY_MS);
  if (!isDay(text)) throw new UsageError(`--expires takes a day such as 2027-01-31, or 90d, not "${text}".`);
  return text;
}
