/**
 * The proof side by side: rounds of one queue with one column per account, and the same question under two accounts.
 */
import { count, rate } from '../../../src/text/numbers.ts';
import { shortMiddle, visibleLine } from '../../../src/text/visible.ts';
import { findingOf } from '../../../src/text/evidence-side.ts';
import { duration } from '../../../src/text/times.ts';
import type { CaseRequest, CaseView, LineText } from '../../../src/protocol/case-data.ts';
import type { PageContext } from '../../app/context.ts';
import { h } from '../dom.ts';
import { exactTime } from '../format.ts';
import { roving } from '../controls/roving.ts';
import { accountLink } from '../findings/links.ts';
import { ofEveryRequest } from '../every-request.ts';
import { asking } from '../notice.ts';
import { folded, nothing, section } from '../section.ts';
import { fillOf, quote } from './quote.ts';
import { alikePairs, differences } from './similar.ts';
import { numberOf } from '../number-of.ts';
import { t } from '../words.ts';

const PAIRS = 4;
/** Of them in sight at once. */
const OPEN = 2;
/** Share of words in common from which two prompts are shown as the same question. */
const ALIKE = 0.5;

export function sideBySide(page: PageContext, view: CaseView): HTMLElement {
  return h(
    'div.stack',
    pairs(page, view.pool),
    ofEveryRequest(page, 'The busiest stretch', () => rounds(page, view)),
  );
}

function pairs(page: PageContext, pool: readonly CaseRequest[]): HTMLElement {
  if (pool.length < 2) return nothing(t('Too few requests to look for one question under two accounts.'));
  return asking(page, 'texts', { lines: pool.map(({ line }) => line) }, ({ texts }) => {
    const known = pool.flatMap((request, at) => {
      const text = texts[at] ?? null;
      return text === null ? [] : [{ request, text, fill: fillOf(text) }];
    });
    const found = alikePairs(
      known.map(({ request, fill }) => ({ account: request.account, text: fill })),
      ALIKE,
      PAIRS,
    );
    const read = numberOf(known.length, 'request');
    const [best] = found;
    if (known.length < 2) return [nothing(t('The texts of its requests are not here, so no two could be compared.'))];
    if (best === undefined)
      return [
        nothing(
          t(
            'No question came from two accounts among the {0} that were read: what the accounts share is templates.',
            read,
          ),
        ),
      ];
    // A heading says what was found: questions that only resemble each other are not the same.
    const same = found.filter(({ likeness }) => likeness === 1).length;
    const alike = numberOf(same, 'pair');
    const summary =
      same === 0
        ? t(
            'None of the {0} that were read repeats one of another account. The most similar pair has {1} of its words in common.',
            read,
            rate(best.likeness),
          )
        : found.length === same
          ? t('{0} of the same words among the {1} that were read.', alike, read)
          : t(
              '{0} of the same words and {1} similar among the {2} that were read.',
              alike,
              count(found.length - same),
              read,
            );
    // Two of them show it; the others are a click away.
    const pairs = (from: number, to?: number): HTMLElement =>
      h(
        'ol.pairs',
        ...found.slice(from, to).map(({ one, other, likeness }) => pair(page, known[one]!, known[other]!, likeness)),
      );
    return [
      section(
        same > 0 ? 'The same question under two accounts' : 'Similar questions under two accounts',
        `${summary} ${t('Differences are highlighted.')}`,
        pairs(0, OPEN),
        folded(found.length - OPEN, () => pairs(OPEN)),
      ),
    ];
  });
}

interface Known {
  request: CaseRequest;
  text: LineText;
  fill: string;
}

function pair(page: PageContext, one: Known, other: Known, likeness: number): HTMLElement {
  const [first, second] = (one.request.time ?? 0) <= (other.request.time ?? 0) ? [one, other] : [other, one];
  const [left, right] = differences(first.fill, second.fill);
  const gap =
    first.request.time === null || second.request.time === null
      ? t('at unknown times')
      : t('{0} apart', duration(second.request.time - first.request.time));
  return h(
    'li.pair-case',
    h(
      'p.muted.num',
      `${gap} · ${likeness === 1 ? t('the same words') : t('{0} of the words in common', rate(likeness))}`,
    ),
    h(
      'div.pair',
      quote(page, first.request.line, first.text, { pieces: left }),
      quote(page, second.request.line, second.text, { pieces: right }),
    ),
  );
}

function rounds(page: PageContext, view: CaseView): HTMLElement {
  const { rounds: all, accounts } = view;
  const requests = all.flatMap((round) => round.flatMap((request) => request ?? []));
  if (accounts.length < 2 || requests.length < 2)
    return nothing(t('No two of its accounts send one after the other at known times.'));
  // In rounds each account has its turn: as many gaps as requests are no rounds.
  const places = all.length * accounts.length;
  const areRounds = all.length > 1 && 2 * requests.length > places;
  if (!areRounds)
    return nothing(
      t(
        'Its accounts do not take turns in the busiest stretch: {0} of {1} places of a round are filled.',
        count(requests.length),
        count(places),
      ),
    );
  // What was found of the order of its requests, where that speaks for a campaign.
  const campaign = page.overview.campaigns.find(({ id }) => id === view.campaign);
  const inTurn = campaign?.evidence.find(({ detector, weight }) => detector === 'dealing' && weight > 0);
  const title = findingOf(inTurn?.text ?? '').finding ?? t('The busiest stretch');
  return asking(page, 'texts', { lines: requests.map(({ line }) => line) }, ({ texts }) => {
    const textOf = new Map(requests.map((request, at) => [request, texts[at] ?? null]));
    const cells = all.map((round) =>
      round.map((request) => request && { request, button: cell(page, request, textOf.get(request) ?? null) }),
    );
    const body = h('tbody', ...cells.map((round) => row(round, accounts)));
    const buttons = cells.flat();
    roving(
      body,
      buttons.map((place) => place && place.button),
      (at) => buttons[at] && page.openLine(buttons[at].request.line),
      accounts.length,
    );
    const table = h(
      'table.rounds',
      { 'aria-label': title },
      h(
        'thead',
        h(
          'tr',
          h('th', { scope: 'col' }, t('From')),
          ...accounts.map((name) => h('th', { scope: 'col' }, accountLink(page, name))),
        ),
      ),
      body,
    );
    table.style.setProperty('--accounts', String(accounts.length));
    return [
      section(
        title,
        `${t(inTurn ? 'One column per account and one row per round, in time order, from the busiest stretch.' : 'One column per account and one row per round, in time order.')} ${repeatsText(requests, textOf)}`,
        h('div.rounds-frame', table),
      ),
    ];
  });
}

/** Accounts that work through one list do not repeat each other; those that sample several answers do. */
function repeatsText(requests: readonly CaseRequest[], textOf: ReadonlyMap<CaseRequest, LineText | null>): string {
  const askers = new Map<string, Set<string>>();
  const asked = requests.flatMap((request) => {
    const text = textOf.get(request);
    const words = text ? fillOf(text).trim() : '';
    if (words === '') return [];
    askers.set(words, (askers.get(words) ?? new Set()).add(request.account));
    return [words];
  });
  const repeated = asked.filter((words) => (askers.get(words)?.size ?? 0) > 1).length;
  return repeated === 0
    ? t('No request here repeats one of another account.')
    : t('{0} of {1} ask the same as another account here.', count(repeated), numberOf(asked.length, 'request'));
}

function row(
  round: readonly ({ request: CaseRequest; button: HTMLElement } | null)[],
  accounts: readonly string[],
): HTMLElement {
  const first = round.flatMap((place) => place?.request.time ?? [])[0] ?? null;
  return h(
    'tr',
    h('th.num', { scope: 'row' }, exactTime(first)),
    ...round.map((place, at) =>
      h(
        'td',
        { 'data-title': shortMiddle(accounts[at] ?? '', 24, 6) },
        place === null ? h('span.muted', '–') : place.button,
      ),
    ),
  );
}

function cell(page: PageContext, request: CaseRequest, text: LineText | null): HTMLElement {
  const words = text === null ? t('changed since the scan') : visibleLine(fillOf(text), 160);
  return h(
    'button.round-cell',
    {
      title:
        text === null
          ? ''
          : `${exactTime(request.time)}\n${text.answer === '' ? '' : `${t('Answer')}: ${visibleLine(text.answer, 300)}`}`,
      onclick: () => page.openLine(request.line),
    },
    words === '' ? h('span.muted', t('no text')) : h('bdi', words),
  );
}
