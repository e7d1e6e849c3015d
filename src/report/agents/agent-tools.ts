/**
 * What a language model may ask about a report, in the editor and over MCP: one entry per tool. All tools only read,
 * and every answer is bounded.
 */
import * as v from 'valibot';
import { problemOf, written } from '../../schema/written.ts';
import { InputError } from '../../reader/bytes/files/input-error.ts';
import { type LogReading } from '../export/read-requests.ts';
import { withPrompts, type PromptMode } from '../export/prompt-mode.ts';
import { quoteLines } from '../export/quoted-lines.ts';
import { reportOn, UnknownSubject } from '../export/subject.ts';
import { itemsNamed } from '../export/subject-names.ts';
import { rulesThatCount } from '../triage/counted-rules.ts';
import type { SubjectKind } from '../triage/triage.ts';
import { changesIn } from '../triage/triage-words.ts';
import { partTexts } from '../shape/campaign-parts.ts';
import type { AccountReport, CampaignReport, Evidence, LineRef, Report, Verdict } from '../shape/report.ts';
import { howOftenRight } from '../../text/suspected.ts';
import { partialText } from '../../engine/ingest/partial-text.ts';

/** What a tool looks at. */
export interface AgentView {
  /** With the decisions of people in it: what they cleared is told as cleared. */
  report: Report;
  /** How much of what people wrote an answer holds. */
  prompts: PromptMode;
  /** How quoted lines are read back. */
  reading: LogReading;
}

export interface AgentTool {
  /** The name in the manifest, where its words and its JSON Schema stand. */
  name: string;
  /** What may be asked. */
  input: v.GenericSchema;
  answer: (input: unknown, view: AgentView) => Promise<unknown>;
}

/** A question that cannot be answered, in a sentence for the model. */
export class AgentError extends InputError {
  override name = 'AgentError';
}

const NAME = 'must be text of 1 to 500 characters.';
const Name = v.pipe(v.string(NAME), v.minLength(1, NAME), v.maxLength(500, NAME));
const Subject = {
  kind: v.picklist(['campaign', 'account'], 'must be campaign or account.'),
  id: Name,
};

const CAMPAIGNS = 10;
const ACCOUNTS = 20;
const LINES = 5;

const Nothing = written({}, 'The question takes no arguments.');
const OneSubject = written(Subject, 'The question takes one "kind" and one "id".');
const OneAccount = written({ account: Name }, 'The question takes one "account".');

export const AGENT_TOOLS: readonly AgentTool[] = [
  tool('prompt_audit_summary', Nothing, (_, { report }) => Promise.resolve(summary(report))),
  tool('prompt_audit_explain', OneSubject, (asked, view) => Promise.resolve(explain(whole(asked, view.report), view))),
  tool('prompt_audit_similar_accounts', OneAccount, ({ account }, { report }) =>
    Promise.resolve(similar(whole({ kind: 'account', id: account }, report).id, report)),
  ),
  tool('prompt_audit_evidence_lines', OneSubject, async (asked, { report, prompts, reading }) => {
    const subject = whole(asked, report);
    known(() => reportOn(report, subject));
    const { quoted, unquoted } = await quoteLines(report, subject, { ...reading, prompts, limit: LINES });
    return {
      prompts,
      lines: quoted.map(({ line, ...rest }) => ({ place: place(line), ...rest })),
      notRead: unquoted.map(({ line, why }) => ({ place: place(line), why })),
    };
  }),
];

function tool<const S extends v.GenericSchema>(
  name: string,
  input: S,
  answer: (input: v.InferOutput<S>, view: AgentView) => Promise<unknown>,
): AgentTool {
  return {
    name,
    input,
    answer: (given, view) => {
      const parsed = v.safeParse(input, given ?? {}, { abortEarly: true });
      if (!parsed.success) throw new AgentError(problemOf(parsed.issues[0]).sentence);
      return answer(parsed.output, view);
    },
  };
}

/** The subject by its whole name, where only one name begins with what was asked. */
function whole({ kind, id }: v.InferOutput<typeof OneSubject>, report: Report): v.InferOutput<typeof OneSubject> {
  const named = itemsNamed(report, kind, id);
  const found = named.whole.length > 0 ? named.whole : named.begins;
  if (found.length > 1)
    throw new AgentError(`More than one ${kind} has a name that begins like that: give the whole name.`);
  return { kind, id: found[0] ?? id };
}

function summary(report: Report): unknown {
  const { inputs, population, period, partial, campaigns, accounts, detectors, rules = [] } = report;
  const cleared = new Set(
    report.triage?.items.filter((one) => one.kind === 'account' && !one.counted).map(({ id }) => id),
  );
  const counts = (account: string): boolean => !cleared.has(account);
  const suspects = accounts.filter(({ verdict, account }) => verdict !== 'none' && counts(account));
  return {
    partial,
    changed: changesIn(report),
    requests: inputs.requests,
    linesRejected: inputs.rejected,
    notes: [partialText(report) ?? [], inputs.notes ?? []].flat(),
    population,
    period: period && { start: iso(period.start), end: iso(period.end) },
    abstained: detectors.filter(({ state }) => state === 'abstained').map(({ name, reason }) => ({ name, reason })),
    campaigns: { all: campaigns.length, first: campaigns.slice(0, CAMPAIGNS).map((one) => campaignHead(one, report)) },
    ...(campaigns.some(({ verdict }) => verdict === 'suspected') && { suspectedGroups: howOftenRight() }),
    accounts: {
      withVerdict: suspects.length,
      first: suspects.slice(0, ACCOUNTS).map((one) => accountHead(one, report)),
    },
    rules: rulesThatCount(rules, counts)
      .filter(({ hitCount }) => hitCount > 0)
      .map(({ id, title, level, hitCount }) => ({ id, title, level, hitCount })),
  };
}

function explain(subject: v.InferOutput<typeof OneSubject>, { report, prompts }: AgentView): unknown {
  const part = known(() => withPrompts(reportOn(report, subject), prompts));
  const item = subject.kind === 'campaign' ? part.campaigns[0] : part.accounts[0];
  if (item === undefined) throw new AgentError(`The report has no ${subject.kind} of that name.`);
  const head = 'account' in item ? accountHead(item, part) : { ...campaignHead(item, part), members: item.accounts };
  return {
    ...head,
    for: item.evidence.map(piece),
    against: item.counterEvidence.map(piece),
    ...('parts' in item && { joinedFrom: partTexts(item, part) }),
    templates: part.templates.slice(0, CAMPAIGNS).map(({ id, requests, accounts, intents, parts }) => ({
      id,
      requests,
      accounts,
      asksFor: intents.slice(0, 3).map(({ intent, probability }) => ({ intent, probability })),
      text: parts.map((one) => ('text' in one ? one.text : '⟨…⟩')).join(''),
    })),
  };
}

/** Accounts of the same campaign, and those that share templates, the most in common first. */
function similar(name: string, report: Report): unknown {
  const { accounts } = report;
  const own = accounts.find(({ account }) => account === name);
  if (own === undefined) throw new AgentError('The report has no account of that name.');
  const templates = new Set(own.slices.map(({ template }) => template));
  const found = accounts.flatMap((other) => {
    if (other === own) return [];
    const shared = other.slices.filter(({ template }) => templates.has(template)).length;
    const together = own.campaign !== undefined && other.campaign === own.campaign;
    return shared === 0 && !together ? [] : [{ other, sharedTemplates: shared, sameCampaign: together }];
  });
  found.sort((a, b) => Number(b.sameCampaign) - Number(a.sameCampaign) || b.sharedTemplates - a.sharedTemplates);
  const first = found.slice(0, ACCOUNTS).map(({ other, ...shared }) => ({ ...accountHead(other, report), ...shared }));
  return {
    account: accountHead(own, report),
    note: 'Sharing a template proves nothing: frameworks and classes share them too.',
    similar: { all: found.length, first },
  };
}

function campaignHead(campaign: CampaignReport, report: Report) {
  const { id, verdict, score, customer, accounts, templates, requests, first, last, summary: text } = campaign;
  const size = { accounts: accounts.length, templates: templates.length, requests };
  return {
    campaign: id,
    verdict,
    score,
    ...decisionOn(report, 'campaign', id),
    ...(customer && { customer }),
    ...size,
    first: iso(first),
    last: iso(last),
    summary: text,
  };
}

function accountHead(one: AccountReport, report: Report) {
  const { account, identity, verdict, score, requests, flaggedRequests, organisation, campaign, first, last } = one;
  return {
    account,
    identity,
    verdict,
    score,
    ...decisionOn(report, 'account', account),
    requests,
    flaggedRequests,
    organisation,
    campaign,
    ...groupVerdict(report, campaign),
    first: iso(first),
    last: iso(last),
  };
}

/** A model that is told the group of an account alone would accuse members of one that is suspected at most. */
function groupVerdict({ campaigns }: Report, id: string | undefined): { campaignVerdict?: Verdict } {
  const verdict = campaigns.find((one) => one.id === id)?.verdict;
  return verdict === undefined ? {} : { campaignVerdict: verdict };
}

/** What people decided about it: a model that is told the verdict alone would accuse whom they cleared. */
function decisionOn({ triage }: Report, kind: SubjectKind, id: string): { decision?: string; counts?: boolean } {
  const item = triage?.items.find((one) => one.kind === kind && one.id === id);
  return item === undefined ? {} : { decision: item.text, counts: item.counted };
}

function piece({ text, weight, n, lines }: Evidence) {
  return { text, weight, n, lines: lines.slice(0, LINES).map(place) };
}

const place = ({ file, line }: LineRef): string => `${file}:${line}`;

function iso(time: number | null): string | null {
  return time === null || Math.abs(time) > 8.64e15 ? null : new Date(time).toISOString();
}

function known<T>(look: () => T): T {
  try {
    return look();
  } catch (error) {
    // The message of an unknown subject names ids of the log: it is not for an error, which is read as the program's own.
    if (error instanceof UnknownSubject) throw new AgentError('The report has no campaign or account of that id.');
    throw error;
  }
}
