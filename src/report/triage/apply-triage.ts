/**
 * Applies decisions to a report. A decision on an item itself overrides one that follows from its context; a decision
 * that no longer fits is not applied, with a reason. Decisions never make a verdict worse.
 */
import { addTo } from '../../math/lists/many.ts';
import { count } from '../../text/numbers.ts';
import type { AccountReport, CampaignReport, Report, TemplateReport } from '../shape/report.ts';
import { AccountMatcher } from './account-matcher.ts';
import { CampaignMarks, KnownGroups } from './campaign-marks.ts';
import { casesIn } from './cases/case.ts';
import { around, countStatuses, decided, type DecisionStatus } from './decision-status.ts';
import { mayBeOne } from './campaign-overlap.ts';
import { areAlike, commonInAlike, saysAsMuch, templateSketch } from './template-sketch.ts';
import { ownRate } from './triage-summary.ts';
import { type AllowRule, allMarks, isExpired, type Mark, type SubjectKind, type Triage } from './triage.ts';
import type { LapsedDecision, TriagedReport } from './triaged-report.ts';

/** With fewer members left, what is left is no group. */
const GROUP = 2;

/** @param today day against which expiry is judged, `2026-11-25` */
export function applyTriage(report: Report, triage: Triage, today: string): TriagedReport {
  return new Application(report, triage, today).result();
}

class Application {
  readonly #report: Report;
  readonly #accounts = new Map<string, DecisionStatus>();
  readonly #templates = new Map<string, DecisionStatus>();
  readonly #campaigns = new Map<string, DecisionStatus>();
  readonly #lapsed: LapsedDecision[] = [];
  /** Marks that hold for a campaign: they do not lapse for another that has most of its accounts, too. */
  readonly #standing = new Set<Mark | AllowRule>();
  /** Decisions that are about something here, and the first thing each is about. */
  readonly #seen = new Map<Mark | AllowRule, { kind: SubjectKind; id: string }>();
  readonly #all: readonly (Mark | AllowRule)[];
  readonly #campaignMarks: CampaignMarks;
  readonly #known: KnownGroups;
  readonly #triage: Triage;
  readonly #templatesOf: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(report: Report, triage: Triage, today: string) {
    this.#report = report;
    this.#triage = triage;
    this.#templatesOf = new Map(report.campaigns.map(({ id, templates }) => [id, new Set(templates)]));
    const decisions = allMarks(triage);
    this.#all = [...triage.allow, ...decisions];
    for (const decision of this.#all) {
      if (isExpired(decision, today)) this.#lapsed.push({ decision, why: `expired on ${decision.expires ?? ''}` });
    }
    const holds = (decision: Mark | AllowRule): boolean => !isExpired(decision, today);
    const marks = decisions.filter(holds);
    this.#campaignMarks = new CampaignMarks(marks, report.settings.threshold);
    this.#known = new KnownGroups(marks, report.settings.threshold);
    this.#allowed(triage.allow.filter(holds));
    this.#markedAccounts(marks);
    this.#markedTemplates(marks);
    for (const campaign of report.campaigns) this.#campaign(campaign);
    for (const template of report.templates) this.#templateAround(template);
    for (const account of report.accounts) this.#accountAround(account);
  }

  result(): TriagedReport {
    const statuses = { account: this.#accounts, template: this.#templates, campaign: this.#campaigns };
    const own = ownRate(allMarks(this.#triage));
    const lapses = this.#lapsed.filter(({ decision }) => !this.#standing.has(decision));
    const lapsed = new Set(lapses.map(({ decision }) => decision));
    return {
      report: this.#report,
      statuses,
      counts: {
        campaign: countStatuses(this.#report.campaigns, ({ id }) => this.#campaigns.get(id)),
        account: countStatuses(this.#report.accounts, ({ account }) => this.#accounts.get(account)),
        template: countStatuses(this.#report.templates, ({ id }) => this.#templates.get(id)),
      },
      findings: this.#report.findings.filter(({ kind, subject }) => statuses[kind].get(subject)?.counted ?? true),
      lapsed: lapses,
      seen: this.#seen,
      unseen: this.#all.filter((decision) => !this.#seen.has(decision) && !lapsed.has(decision)),
      known: [...this.#campaigns.values()].filter(({ known }) => known === true).length,
      ...(own && { own }),
      cases: casesIn(this.#report, this.#triage),
      decided: this.#all.length > 0,
    };
  }

  #see(decision: Mark | AllowRule, kind: SubjectKind, id: string): void {
    if (!this.#seen.has(decision)) this.#seen.set(decision, { kind, id });
  }

  #allowed(rules: readonly AllowRule[]): void {
    const named = rules.flatMap((rule) => ('account' in rule.subject ? [{ rule, account: rule.subject.account }] : []));
    const matcher = new AccountMatcher(
      named.map(({ account }) => account),
      { patterns: true },
    );
    const organisations = new Map(
      rules.flatMap((rule) => ('organisation' in rule.subject ? [[rule.subject.organisation, rule] as const] : [])),
    );
    for (const { account, organisation } of rules.length === 0 ? [] : this.#report.accounts) {
      const rule = named[matcher.find(account) ?? -1]?.rule ?? organisations.get(organisation ?? '');
      if (rule === undefined) continue;
      this.#see(rule, 'account', account);
      this.#accounts.set(account, decided('allowed', rule));
    }
  }

  #markedAccounts(marks: readonly Mark[]): void {
    const named = marks.flatMap((mark) =>
      mark.subject.kind === 'account' ? [{ mark, account: mark.subject.account }] : [],
    );
    const matcher = new AccountMatcher(named.map(({ account }) => account));
    for (const { account } of named.length === 0 ? [] : this.#report.accounts) {
      const mark = named[matcher.find(account) ?? -1]?.mark;
      if (mark === undefined) continue;
      this.#see(mark, 'account', account);
      this.#accounts.set(account, decided(mark.state, mark));
    }
  }

  #markedTemplates(marks: readonly Mark[]): void {
    const byId = new Map<string, SketchedMark[]>();
    const bySays = new Map<string, SketchedMark>();
    const bySentence = new Map<string, SketchedMark[]>();
    for (const mark of marks) {
      if (mark.subject.kind !== 'template') continue;
      const { template, says, sketch } = mark.subject;
      const known = { mark, ...(says !== undefined && { says }), sketch };
      addTo(byId, template, known);
      if (says !== undefined) bySays.set(says, known);
      for (const hash of sketch) addTo(bySentence, hash, known);
    }
    if (byId.size === 0) return;
    for (const { id, says, parts } of this.#report.templates) {
      const sketch = bySentence.size > 0 ? templateSketch(parts) : [];
      // The last of several, as of several that name one account. One that says the same may have lost its id to another.
      const exact =
        bySays.get(says ?? '') ??
        byId.get(id)?.findLast((one) => mayBeOne(one.says, says) && saysAsMuch(one.sketch, sketch));
      const mark = (exact ?? knownBySentences(sketch, bySentence))?.mark;
      if (mark === undefined) continue;
      this.#see(mark, 'template', id);
      const status = decided(mark.state, mark);
      const how = exact === undefined ? SLIGHTLY : exact.says === undefined || says === undefined ? BY_ID : '';
      this.#templates.set(id, { ...status, text: `${status.text}${how}` });
    }
  }

  /** A campaign's own mark, else what its members and templates come to. */
  #campaign(campaign: CampaignReport): void {
    const { id, accounts, templates } = campaign;
    const found = this.#campaignMarks.of(campaign);
    if (found !== undefined) {
      this.#see(found.mark, 'campaign', id);
      if (found.lapse === undefined) {
        if (!this.#standing.has(found.mark)) this.#seen.set(found.mark, { kind: 'campaign', id });
        this.#standing.add(found.mark);
        this.#campaigns.set(id, decided(found.mark.state, found.mark));
        return;
      }
      this.#lapsed.push({ decision: found.mark, why: found.lapse, item: { kind: 'campaign', id } });
    }
    const clearedTemplates = templates.filter((template) => this.#isCleared(template));
    if (templates.length > 0 && clearedTemplates.length === templates.length) {
      const text = templates.length === 1 ? 'Its template is' : `All of its ${count(templates.length)} templates are`;
      this.#campaigns.set(id, { state: 'benign', counted: false, text: `${text} marked benign.` });
      return;
    }
    const states = accounts.map((account) => this.#accounts.get(account)?.state);
    const allowed = states.filter((state) => state === 'allowed').length;
    const benign = states.filter((state) => state === 'benign').length;
    if (benign + allowed === 0 || accounts.length - benign - allowed >= GROUP) {
      const known = found === undefined ? this.#known.of(campaign) : undefined;
      if (known !== undefined) this.#campaigns.set(id, { state: 'benign', counted: false, text: known, known: true });
      return;
    }
    const parts = [
      ...(benign > 0 ? [`${count(benign)} marked benign`] : []),
      ...(allowed > 0 ? [`${count(allowed)} on the allow-list`] : []),
    ];
    this.#campaigns.set(id, {
      state: benign > 0 ? 'benign' : 'allowed',
      counted: false,
      text: `Of its ${count(accounts.length)} accounts, ${parts.join(' and ')}.`,
    });
  }

  /** A template whose campaigns were all decided on stands as they do. */
  #templateAround({ id, campaigns }: TemplateReport): void {
    if (this.#templates.has(id)) return;
    const statuses = campaigns.map((campaign) => this.#campaigns.get(campaign));
    const [first] = statuses;
    const [campaign = ''] = campaigns;
    if (first === undefined || statuses.some((status) => status?.counted !== first.counted)) return;
    if (first.counted && !this.#campaignMarks.namesTemplate(campaign, id)) return;
    this.#templates.set(id, around(first, campaign));
  }

  /**
   * An account without a decision of its own stands as its campaign, or as the templates it is suspected for. A mark that
   * confirms a campaign was made of the accounts it names: a new member is not confirmed by it.
   */
  #accountAround({ account, campaign, slices }: AccountReport): void {
    if (this.#accounts.has(account) || campaign === undefined) return;
    const status = this.#campaigns.get(campaign);
    if (
      status !== undefined &&
      (status.decision !== undefined || status.known) &&
      (!status.counted || this.#campaignMarks.namesAccount(campaign, account))
    ) {
      this.#accounts.set(account, around(status, campaign));
      return;
    }
    const suspected = slices.filter(({ template }) => this.#templatesOf.get(campaign)?.has(template));
    const [first] = suspected;
    if (first === undefined || !suspected.every(({ template }) => this.#isCleared(template))) return;
    const text =
      suspected.length === 1 ? 'The template it is suspected for is' : 'All templates it is suspected for are';
    const through = { kind: 'template', id: first.template } as const;
    this.#accounts.set(account, { state: 'benign', counted: false, text: `${text} marked benign.`, through });
  }

  /** Did somebody say of the template itself that it is benign? */
  #isCleared(template: string): boolean {
    const status = this.#templates.get(template);
    return status?.state === 'benign' && status.through === undefined;
  }
}

const SLIGHTLY = ' (recognised by its text, which differs slightly)';
const BY_ID = ' (by its id, of 32 bits: what it says was not kept)';

interface SketchedMark {
  mark: Mark;
  says?: string;
  sketch: readonly string[];
}

/** The first mark of a template that says nearly the same. Many may have a sentence in common: few are compared. */
function knownBySentences(
  sketch: readonly string[],
  bySentence: ReadonlyMap<string, readonly SketchedMark[]>,
): SketchedMark | undefined {
  const common = new Map<SketchedMark, number>();
  for (const hash of sketch)
    for (const known of bySentence.get(hash) ?? []) common.set(known, (common.get(known) ?? 0) + 1);
  for (const [known, count] of common)
    if (count >= commonInAlike(sketch) && areAlike(known.sketch, sketch)) return known;
  return undefined;
}
