/**
 * Why a campaign or an account is on the list, and how certain that is: the strongest reasons with their texts, the innocent
 * explanation, the tests.
 */
import { findingOf, isReason, sideOf } from '../../../src/text/evidence-side.ts';
import { innocentReading } from '../../../src/text/explanations.ts';
import { chanceTest, strengthText } from '../../../src/text/likelihood.ts';
import { count } from '../../../src/text/numbers.ts';
import { short } from '../../../src/text/visible.ts';
import type { AccountReport, CampaignReport, Evidence, LineRef, Verdict } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { h } from '../dom.ts';
import type { SharedEvidence } from '../findings/evidence.ts';
import { asking } from '../notice.ts';
import { section } from '../section.ts';
import { t } from '../words.ts';
import { nextSteps } from './next-steps.ts';
import { isShownByLines, pictureOf } from './proof.ts';
import { quote } from './quote.ts';

const REASONS = 3;
const CALLED: readonly Verdict[] = ['distillation', 'relay', 'suspected', 'harvest'];

/** What shows a relay moves no odds of distillation, and is what that verdict rests on. */
const shows = ({ role }: Evidence): number => (role === 'relay' ? 1 : 0);

/**
 * The strongest reasons for a verdict, each with lines of its own where it has any: the same twenty lines would prove one thing three times.
 * Those that few lines show choose first.
 */
export function strongestReasons(
  evidence: readonly Evidence[],
  verdict: Verdict,
  texts: number,
): { reason: Evidence; lines: LineRef[] }[] {
  const key = ({ file, offset }: LineRef): string => `${file}\0${offset}`;
  const strongest = evidence
    .filter((item) => isReason(item, verdict))
    .toSorted((a, b) => shows(b) - shows(a) || b.weight - a.weight)
    .slice(0, REASONS);
  const used = new Set<string>();
  const chosen = new Map<Evidence, LineRef[]>();
  for (const reason of strongest.toSorted((a, b) => a.lines.length - b.lines.length)) {
    const fresh = reason.lines.filter((line) => !used.has(key(line)));
    const from = fresh.length > 0 ? fresh : reason.lines;
    // From different parts of what shows it: lines that stand together were often sent together.
    const places = new Set([0, Math.floor(from.length / 2)]);
    const lines = [...places].flatMap((at) => from[at] ?? []).slice(0, texts);
    for (const line of lines) used.add(key(line));
    chosen.set(reason, lines);
  }
  return strongest.map((reason) => ({ reason, lines: chosen.get(reason) ?? [] }));
}

export function caseReasons(page: PageContext, campaign: CampaignReport): HTMLElement {
  return h(
    'div.case-top.with-steps',
    why(page, campaign, { texts: 1, campaign: campaign.id }),
    doubt(page, campaign, testsOf(page, campaign)),
    nextSteps(page, campaign),
  );
}

/** The same of an account: its own requests are the texts, and what is known of its campaign is labelled as such. */
export function accountReasons(page: PageContext, account: AccountReport, shared?: SharedEvidence): HTMLElement {
  const told = strongestReasons(account.evidence, account.verdict, 0).map(({ reason }) => reason);
  const role = [...account.evidence, ...account.counterEvidence].find(
    (item) => item.detector === 'membership' && !told.includes(item),
  );
  return h(
    'div.case-top',
    why(page, account, { texts: 1, shared }),
    doubt(page, account, role === undefined ? [] : [h('p', role.text)], shared),
  );
}

function why(
  page: PageContext,
  { evidence, verdict }: Pick<CampaignReport, 'evidence' | 'verdict'>,
  { texts, shared, campaign }: { texts: number; shared?: SharedEvidence | undefined; campaign?: string },
): HTMLElement {
  const reasons = strongestReasons(evidence, verdict, texts);
  const all = evidence.filter((item) => isReason(item, verdict)).length;
  return section(
    CALLED.includes(verdict) ? t('Why it is on the list') : t('What points to distillation'),
    reasons.length === 0
      ? t('No detector found evidence for it.')
      : all === 1
        ? t('One reason, with what shows it.')
        : t('The strongest of {0} reasons, each with what shows it.', count(all)),
    h(
      'ol.reasons-three',
      ...reasons.map(({ reason, lines }, at) =>
        reasonCard(page, reason, lines, reasons.length === 1 ? 0 : at + 1, {
          ...{ shared, campaign },
          quoted: reasons.flatMap((one, place) => (place === at ? [] : one.lines)),
        }),
      ),
    ),
    example(page, exampleOf(evidence, reasons), shared === undefined),
  );
}

/** Where totals show the strongest reasons: a request that shows a weaker one, so that a reader sees what was sent. */
export function exampleOf(
  evidence: readonly Evidence[],
  reasons: readonly { reason: Evidence; lines: readonly LineRef[] }[],
): LineRef | undefined {
  if (reasons.length === 0 || reasons.some(({ reason, lines }) => lines.length > 0 && isShownByLines(reason)))
    return undefined;
  return evidence.find((item) => item.lines.length > 0 && isShownByLines(item))?.lines[0];
}

function example(page: PageContext, line: LineRef | undefined, account: boolean): HTMLElement | null {
  if (line === undefined) return null;
  return h(
    'div.stack',
    h('h3', t('One of the requests')),
    asking(page, 'texts', { lines: [line] }, ({ texts }) => [quote(page, line, texts[0] ?? null, { account })]),
  );
}

function reasonCard(
  page: PageContext,
  reason: Evidence,
  lines: readonly LineRef[],
  number: number,
  {
    shared,
    campaign,
    quoted,
  }: { shared: SharedEvidence | undefined; campaign: string | undefined; quoted: readonly LineRef[] },
): HTMLElement {
  const { finding = page.find.detector(reason.detector), shownBy } = findingOf(reason.text);
  // Of an account its own lines show what lines show; what totals show is of all members.
  const whose = campaign ?? (isShownByLines(reason) ? undefined : shared?.get(reason.text));
  const picture = whose === undefined ? undefined : pictureOf(page, whose, reason, quoted);
  return h(
    'li.reason',
    h('h3', number === 0 ? finding : `${number}. ${finding}`),
    h('p', shownBy),
    strength(reason, shared),
    picture !== undefined
      ? picture
      : lines.length === 0 || !isShownByLines(reason)
        ? h('p.muted', withoutLines(reason, shared))
        : asking(page, 'texts', { lines: [...lines] }, ({ texts }) =>
            lines.map((line, at) => quote(page, line, texts[at] ?? null, { account: shared === undefined })),
          ),
  );
}

/** The lines of a campaign's reason are examples: of an account that is in none of them nothing is shown. */
function withoutLines(reason: Evidence, shared: SharedEvidence | undefined): string {
  return isShownByLines(reason) && shared?.has(reason.text) === true
    ? t('The examples of this are other members’ requests.')
    : t('Based on totals, not on single lines.');
}

/** How far it moves the odds, and whether it is about the campaign. */
function strength(item: Evidence, shared: SharedEvidence | undefined, more = ''): HTMLElement {
  const campaign = shared?.get(item.text);
  const ofCampaign = campaign === undefined ? '' : ` · ${t('of campaign {0}', short(campaign, 30))}`;
  return h('p.muted.num', `${strengthText(item, t)}${ofCampaign}${more}`);
}

/** The best innocent explanation, and what was done to be sure. */
function doubt(
  page: PageContext,
  { counterEvidence }: Pick<CampaignReport, 'counterEvidence'>,
  tests: readonly (Node | null)[],
  shared?: SharedEvidence,
): HTMLElement {
  const against = counterEvidence.filter((item) => sideOf(item) === 'against').toSorted((a, b) => a.weight - b.weight);
  const [best] = against;
  const { finding = '', shownBy } = findingOf(best?.text ?? '');
  const more =
    against.length < 2
      ? ''
      : ` · ${against.length === 2 ? t('1 more against it below') : t('{0} more against it below', count(against.length - 1))}`;
  return section(
    'What else could it be?',
    null,
    ...(best === undefined
      ? [h('p', t('No detector found counter-evidence.'))]
      : [h('p', h('b', finding || page.find.detector(best.detector)), `: ${shownBy}`), strength(best, shared, more)]),
    ...tests,
  );
}

/** What it is if it is innocent, the tests beside the score, what measured like the campaign and was cleared, and what would change the verdict. */
function testsOf(page: PageContext, campaign: CampaignReport): (Node | null)[] {
  const { explanations = [], tests = [], lookAlikes = [] } = campaign;
  // Why a test was not made is among the facts.
  const tested = tests.flatMap((one) => (one.p === undefined ? [] : [chanceTest(one, t)]));
  const reading = innocentReading(explanations, t);
  return [
    reading === '' ? null : h('p', t('If it is innocent, the accounts are {0}.', reading)),
    ...tested.map((text) => h('p', text)),
    lookAlikes.length === 0
      ? null
      : h(
          'p',
          h(
            'button.link',
            { onclick: () => page.go({ page: 'cleared' }) },
            lookAlikes.length === 1
              ? t('1 group that resembled it and was cleared')
              : t('{0} groups that resembled it and were cleared', count(lookAlikes.length)),
          ),
        ),
    checksOf(page.overview.briefs[campaign.id]?.checks ?? []),
  ];
}

/** Facts that a person can check, who knows them and what follows. */
const checksOf = (checks: readonly (readonly [ask: string, answer: string])[]): Node | null =>
  checks.length === 0
    ? null
    : h(
        'div.case-checks',
        h('h3', t('What would change the verdict')),
        h('ul', ...checks.map(([ask, answer]) => h('li', h('b', ask), h('span.muted', ` ${answer}`)))),
      );
