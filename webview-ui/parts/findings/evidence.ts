/** Evidence for and against, side by side in the same type and width, each with its log lines. */
import type { PageContext } from '../../app/context.ts';
import type { Evidence } from '../../../src/protocol/view-model.ts';
import { h } from '../dom.ts';
import { sideOf, weightWords, whyItCounts } from '../../../src/text/evidence-side.ts';
import { nats, pEquation, strengthText } from '../../../src/text/likelihood.ts';
import { count } from '../../../src/text/numbers.ts';
import { isShownByLines } from '../case/proof.ts';
import { lineQuotes } from './line-quotes.ts';
import { folded, section } from '../section.ts';
import { t } from '../words.ts';
import { short } from '../../../src/text/visible.ts';

/** Pieces of one side that stand open: the others are weaker, and would take screens. */
const OPEN = 5;
/** Lines of a piece that stand open. */
const LINES = 2;

/** Evidence that an account has from its campaigns: what a piece says, and of which campaign it says so. */
export type SharedEvidence = ReadonlyMap<string, string>;

/** What shows a relay or a program is no evidence for distillation. */
function titleOf(evidence: readonly Evidence[]): string {
  const sides = new Set(evidence.map(sideOf));
  if (sides.size !== 1 || sides.has('for')) return t('Evidence for distillation');
  return sides.has('relay') ? t('Evidence of a relay') : t('Evidence of a program');
}

export function evidencePair(
  page: PageContext,
  evidence: readonly Evidence[],
  counter: readonly Evidence[],
  shared?: SharedEvidence,
): HTMLElement {
  const speaks = evidence.filter((item) => sideOf(item) !== 'neutral');
  const against = counter.filter((item) => sideOf(item) === 'against');
  const caps = counter.filter((item) => sideOf(item) === 'cap');
  const neither = [
    ...evidence.filter((item) => sideOf(item) === 'neutral'),
    ...counter.filter((item) => !['against', 'cap'].includes(sideOf(item))),
  ];
  return h(
    'div',
    h(
      'div.pair',
      list(page, titleOf(speaks), speaks, t('No detector found evidence for it.'), shared),
      list(page, t('Evidence against'), against, t('No detector found evidence against it.'), shared),
    ),
    caps.length === 0
      ? ''
      : section(
          'What the score cannot exceed',
          t('Not evidence against it: a member is at most as suspicious as its membership is certain.'),
          h('ul', ...caps.map((item) => h('li', `${weightWords(item)}: ${item.text}`))),
        ),
    neither.length === 0
      ? ''
      : section(
          'No evidence either way',
          t('These were checked and count neither for nor against it.'),
          h(
            'ul',
            ...neither.map((item) =>
              h(
                'li',
                h('b', page.find.detector(item.detector)),
                `: ${item.text} `,
                h('span.muted', `(${whyItCounts(item, t)})`),
              ),
            ),
          ),
        ),
  );
}

function list(
  page: PageContext,
  title: string,
  items: readonly Evidence[],
  none: string,
  shared?: SharedEvidence,
): HTMLElement {
  const sum = items.reduce((total, item) => total + item.weight, 0);
  return section(
    title,
    items.every(({ weight }) => weight === 0)
      ? null
      : items.length === 1
        ? t('1 piece of evidence, {0}', nats(sum))
        : t('{0} pieces of evidence, {1} in all', count(items.length), nats(sum)),
    items.length === 0 ? h('p.muted', none) : pieces(page, items.slice(0, OPEN), shared),
    weaker(page, items.slice(OPEN), shared),
  );
}

function pieces(page: PageContext, items: readonly Evidence[], shared?: SharedEvidence): HTMLElement {
  return h('ol.evidence', ...items.map((item) => entry(page, item, shared)));
}

/** The others of a list, which is in the order of their weights, a click away. */
function weaker(page: PageContext, items: readonly Evidence[], shared?: SharedEvidence): HTMLElement | null {
  const sum = nats(items.reduce((total, { weight }) => total + weight, 0));
  const label =
    items.length === 1 ? t('1 weaker piece, {0}', sum) : t('{0} weaker pieces, {1} in all', count(items.length), sum);
  return folded(items.length, () => pieces(page, items, shared), label);
}

function entry(page: PageContext, item: Evidence, shared?: SharedEvidence): HTMLElement {
  const p = item.p === undefined ? '' : ` · ${pEquation(item.p)}`;
  const hasLines = item.lines.length > 0 && isShownByLines(item);
  const campaign = shared?.get(item.text);
  return h(
    'li',
    h(
      'div.evidence-head',
      h('h3', page.find.detector(item.detector)),
      campaign === undefined ? null : h('span.chip', t('of campaign {0}', short(campaign, 30))),
      item.weight === 0 ? null : h('span.num.weight', { title: `${nats(item.weight)} nats` }, nats(item.weight)),
    ),
    h('p', item.text),
    sideOf(item) === 'against'
      ? h('p.muted', `${t('Counts against')}: ${page.find.against(item.detector) ?? `${whyItCounts(item, t)}.`}`)
      : null,
    h(
      'p.muted.num',
      `${strengthText(item, t)} · ${item.n === 1 ? t('1 observation') : t('{0} observations', count(item.n))}${p}${hasLines ? '' : ` · ${t('Based on totals, not on single lines.')}`}`,
    ),
    hasLines ? lineQuotes(page, item.lines, LINES) : null,
  );
}
