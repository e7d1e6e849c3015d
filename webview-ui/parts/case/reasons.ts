/**
 * Why a campaign is on the list, and how certain that is: three reasons with their texts, the innocent explanation, the
 * tests.
 */
import { sideOf } from '../../../src/text/evidence-side.ts';
import { falseShare, pValue, ratio } from '../../../src/text/likelihood.ts';
import { counted } from '../../../src/text/numbers.ts';
import type { CampaignReport, Evidence, LineRef } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { h } from '../dom.ts';
import { asking } from '../notice.ts';
import { section } from '../section.ts';
import { quote } from './quote.ts';

const REASONS = 3;
/** Texts of each reason. */
const TEXTS = 2;

/** The strongest reasons, each with lines of its own: the same twenty lines would prove one thing three times. */
export function strongestReasons(evidence: readonly Evidence[]): { reason: Evidence; lines: LineRef[] }[] {
  const used = new Set<string>();
  const key = ({ file, offset }: LineRef): string => `${file}\0${offset}`;
  return evidence
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, REASONS)
    .map((reason) => {
      const fresh = reason.lines.filter((line) => !used.has(key(line)));
      // From different parts of what shows it: lines that stand together were often sent together.
      const lines = [0, Math.floor(fresh.length / 2)].flatMap((at, n) => (n === 0 || at > 0 ? (fresh[at] ?? []) : []));
      for (const line of lines.slice(0, TEXTS)) used.add(key(line));
      return { reason, lines: lines.slice(0, TEXTS) };
    });
}

export function caseReasons(page: PageContext, campaign: CampaignReport): HTMLElement {
  const reasons = strongestReasons(campaign.evidence);
  return h(
    'div.case-top',
    {},
    section(
      'Why it is on the list',
      reasons.length === 0
        ? 'No detector found evidence for it.'
        : `The strongest of ${counted(campaign.evidence.length, 'reason')}, each with requests that show it. Slot text is highlighted.`,
      h('ol.reasons-three', {}, ...reasons.map(({ reason, lines }, at) => reasonCard(page, reason, lines, at + 1))),
    ),
    doubt(page, campaign),
  );
}

function reasonCard(page: PageContext, reason: Evidence, lines: readonly LineRef[], number: number): HTMLElement {
  return h(
    'li.reason',
    {},
    h('h3', {}, `${number}. ${page.find.detector(reason.detector)}`),
    h('p', {}, reason.text),
    h('p.muted.num', {}, ratio(reason.weight)),
    lines.length === 0
      ? h('p.muted', {}, 'Based on totals, not on single lines.')
      : asking(page, 'texts', { lines: [...lines] }, ({ texts }) =>
          lines.map((line, at) => quote(page, line, texts[at] ?? null)),
        ),
  );
}

/** The best innocent explanation, and the tests that were run against it. */
function doubt(
  page: PageContext,
  { counterEvidence, tests = [], lookAlikes = [], falseDiscoveryRate }: CampaignReport,
): HTMLElement {
  const against = counterEvidence.filter((item) => sideOf(item) === 'against').toSorted((a, b) => a.weight - b.weight);
  const [best] = against;
  const innocent =
    best === undefined
      ? [h('p', {}, 'No detector found counter-evidence.')]
      : [
          h('p', {}, h('b', {}, page.find.detector(best.detector)), `: ${best.text}`),
          h(
            'p.muted.num',
            {},
            `${ratio(best.weight)}${against.length > 1 ? ` · ${counted(against.length - 1, 'more piece', 'more pieces')} of counter-evidence below` : ''}`,
          ),
          best.lines[0] === undefined
            ? null
            : asking(page, 'texts', { lines: best.lines.slice(0, 1) }, ({ texts }) => [
                quote(page, best.lines[0]!, texts[0] ?? null),
              ]),
        ];
  const tested = tests.map(({ against: versus, p, n, untested }) =>
    h(
      'li',
      {},
      untested === undefined
        ? `Compared with ${versus}: ${p === undefined ? 'an unknown share' : pValue(p)} of ${n === undefined ? 'cases' : counted(n, 'case')} would show at least as much.`
        : `Not compared with ${versus}: ${untested}.`,
    ),
  );
  return section(
    'Are you sure?',
    'The best innocent explanation, and the tests against it.',
    ...innocent.filter((node) => node !== null),
    tested.length === 0 ? null : h('ul.case-tests', {}, ...tested),
    lookAlikes.length === 0
      ? null
      : h(
          'p',
          {},
          h(
            'button.link',
            { type: 'button', onclick: () => page.go({ page: 'cleared' }) },
            `${counted(lookAlikes.length, 'group')} that resembled it and ${lookAlikes.length === 1 ? 'was' : 'were'} cleared`,
          ),
        ),
    falseDiscoveryRate === undefined ? null : h('p.muted', {}, falseShare(falseDiscoveryRate)),
  );
}
