/**
 * What shows a reason, of its own kind: shares as bars, depth beside ordinary accounts, rhythm as strips of the day,
 * turns as lanes, samples as one prompt with its answers. Log lines are shown where a line shows it, and nowhere else: no request shows an even share.
 */
import { detectorFinding } from '../../../src/text/detectors.ts';
import { count, counted } from '../../../src/text/numbers.ts';
import type { CaseMember } from '../../../src/protocol/case-data.ts';
import type { Evidence, LineRef, Turns } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { h, s } from '../dom.ts';
import { shortPlace } from '../format.ts';
import { hasCounts } from '../every-request.ts';
import { asking } from '../notice.ts';
import { t } from '../words.ts';
import { drawn, HEIGHT, WIDTH } from './drawn.ts';
import { handedOn } from './handed-on.ts';
import { shareBar } from './shares.ts';
import { fillOf, promptBox } from './quote.ts';
import { visibleLine } from '../../../src/text/visible.ts';

/** Detectors that compare totals of accounts are not: no single request shows what they found. */
export const isShownByLines = ({ detector }: Evidence): boolean => detectorFinding(detector).shownBy === 'lines';

type Draw = (page: PageContext, campaign: string, reason: Evidence, quoted: readonly LineRef[]) => HTMLElement;

const PICTURES: Readonly<Record<string, Draw>> = {
  'even-shares': (page, campaign) => ofMembers(page, campaign, bars),
  depth: (page, campaign) => ofMembers(page, campaign, (members) => beside(page, members)),
  'daily-rhythm': (page, campaign) => ofMembers(page, campaign, strips),
  'round-the-clock': (page, campaign) => ofMembers(page, campaign, day),
  dealing: (page, campaign) => asking(page, 'turns', { campaign }, (turns) => (turns === null ? [] : [lanes(turns)])),
  'k-sampling': (page, _, { lines }, quoted) => answers(page, lines, quoted),
  continuation: (page, campaign, { lines }) => handedOn(page, campaign, lines),
};

/**
 * The picture of a reason of a campaign; undefined where lines show it, or nothing does.
 * @param quoted lines that stand beside it: what they show is not shown twice
 */
export function pictureOf(
  page: PageContext,
  campaign: string,
  reason: Evidence,
  quoted: readonly LineRef[],
): HTMLElement | undefined {
  const draw = PICTURES[reason.detector];
  if (draw === undefined) {
    const share = shareBar(page, campaign, reason);
    return share && h('div', ...share);
  }
  const isWhole =
    detectorFinding(reason.detector).shownBy === 'order' ? page.overview.kept === null : hasCounts(page.overview);
  if (!isWhole && !isShownByLines(reason))
    return h('p.muted', t('Not shown: this takes every request, and the report keeps only some.'));
  return draw(page, campaign, reason, quoted);
}

function ofMembers(
  page: PageContext,
  campaign: string,
  draw: (members: readonly CaseMember[]) => readonly Node[],
): HTMLElement {
  return asking(page, 'case', { campaign }, ({ members }) => draw(members.filter(({ member }) => member)));
}

/** More would be thinner than a pixel and a gap. */
const MOST_BARS = 80;

/** A bar for each account, as high as its requests of the campaign. */
function bars(members: readonly CaseMember[]): Node[] {
  const shown = members.slice(0, MOST_BARS);
  const top = Math.max(1, ...shown.map(({ requests }) => requests));
  const step = WIDTH / Math.max(1, shown.length);
  const [least, most] = [Math.min(...shown.map(({ requests }) => requests)), top];
  const words =
    shown.length < members.length
      ? `The ${count(shown.length)} of ${counted(members.length, 'account')} that send most: ${count(least)} to ${count(most)} requests each.`
      : `Requests of each of its ${counted(shown.length, 'account')}: ${count(least)} to ${count(most)}.`;
  return drawn(
    words,
    shown.map(({ account, requests }, at) => {
      const height = (HEIGHT * requests) / top;
      return s(
        'rect.proof-bar',
        { x: at * step, y: HEIGHT - height, width: Math.max(1, step - 1), height },
        s('title', `${account}: ${counted(requests, 'request')}`),
      );
    }),
  );
}

/** How many requests the members send, and how many all other accounts do, in classes that double. */
function beside(page: PageContext, members: readonly CaseMember[]): Node[] {
  const own = new Set(members.map(({ account }) => account));
  const others = page.overview.accounts.filter(({ account }) => !own.has(account)).map(({ requests }) => requests);
  const inside = members.map(({ requests }) => requests);
  const classOf = (requests: number): number => Math.floor(Math.log2(Math.max(1, requests)));
  const classes = 1 + classOf([...inside, ...others].reduce((most, one) => Math.max(most, one), 1));
  const shares = (all: readonly number[]): number[] => {
    const counts = Array.from({ length: classes }, () => 0);
    for (const requests of all) counts[classOf(requests)]!++;
    return counts.map((n) => n / Math.max(1, all.length));
  };
  const [mine, theirs] = [shares(inside), shares(others)];
  const top = Math.max(...mine, ...theirs, 1e-9);
  const step = WIDTH / classes;
  const half = HEIGHT / 2 - 1;
  const row = (all: readonly number[], base: number, kind: string, name: string): SVGElement[] =>
    all.map((share, at) =>
      s(
        `rect.${kind}`,
        { x: at * step, y: base - (half * share) / top, width: Math.max(1, step - 2), height: (half * share) / top },
        s(
          'title',
          `${name}: ${Math.round(100 * share)}% have ${count(2 ** at)} to ${count(2 ** (at + 1) - 1)} requests`,
        ),
      ),
    );
  const [low, high] = [median(inside), median(others)];
  return drawn(
    `Requests per account, each column twice the one before. Above: its accounts, half have at least ${count(low)} of these requests. Below: all others, half have at least ${count(high)} of any kind.`,
    [...row(mine, half, 'proof-bar', 'Its accounts'), ...row(theirs, HEIGHT, 'proof-other', 'All others')],
  );
}

/** The hours of the day in which each of those that send most does so, one strip for each, against its own busiest hour. */
function strips(members: readonly CaseMember[]): Node[] {
  const shown = members.filter(({ hours }) => hours.some((n) => n > 0)).slice(0, MOST_LANES);
  const height = HEIGHT / Math.max(1, shown.length);
  const words =
    shown.length < members.length
      ? `The ${count(shown.length)} of ${counted(members.length, 'account')} that send most, one strip each: the hours of the day from 0 to 24 (UTC) in which they send.`
      : 'One strip for each of its accounts: the hours of the day from 0 to 24 (UTC) in which it sends.';
  return drawn(
    words,
    shown.flatMap(({ account, hours }, at) => hourBars(hours, { name: account, base: (at + 1) * height, height })),
  );
}

/** When all of them together send. */
function day(members: readonly CaseMember[]): Node[] {
  const hours = Array.from({ length: 24 }, (_, hour) => members.reduce((sum, one) => sum + one.hours[hour]!, 0));
  const busy = hours.filter((n) => n > 0).length;
  return drawn(
    `Requests of all its accounts by hour of the day, 0 to 24 (UTC): they send in ${count(busy)} of 24 hours.`,
    hourBars(hours, { name: 'All its accounts', base: HEIGHT, height: HEIGHT }),
  );
}

function hourBars(
  hours: readonly number[],
  { name, base, height }: { name: string; base: number; height: number },
): SVGElement[] {
  const [top, step] = [Math.max(1, ...hours), WIDTH / hours.length];
  return hours.map((requests, hour) => {
    const tall = ((height - 1) * requests) / top;
    return s(
      'rect.proof-bar',
      { x: hour * step, y: base - tall, width: step - 1, height: tall },
      s('title', `${name}, ${hour}:00 to ${hour + 1}:00 UTC: ${counted(requests, 'request')}`),
    );
  });
}

const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

const MOST_LANES = 8;

/** One lane for each account, one mark for each request of the densest run, in the order in which they were sent. */
function lanes({ accounts, order }: Turns): HTMLElement {
  const shown = Math.min(MOST_LANES, accounts.length);
  const height = HEIGHT / Math.max(1, shown);
  const step = WIDTH / Math.max(1, order.length);
  const marks = order.flatMap((lane, at) =>
    lane < shown
      ? [s('rect.proof-bar', { x: at * step, y: lane * height, width: Math.max(1, step - 0.5), height: height - 2 })]
      : [],
  );
  const all =
    accounts.length > shown ? `The first ${count(shown)} of ${counted(accounts.length, 'account')}` : 'Its accounts';
  return h('div', ...drawn(`${all} as lanes, ${counted(order.length, 'request')} in a row from left to right.`, marks));
}

const SAMPLES = 3;

/**
 * Places of the lines that repeat one prompt: the one that most of them repeat and that stands nowhere else yet. Empty where none is
 * repeated.
 * @param asked what each line asks, undefined where that cannot be read
 * @param quoted lines that are shown beside it
 */
export function repeated(
  lines: readonly LineRef[],
  asked: readonly (string | undefined)[],
  quoted: readonly LineRef[],
): readonly number[] {
  const isQuoted = (at: number): boolean =>
    quoted.some(({ file, offset }) => file === lines[at]!.file && offset === lines[at]!.offset);
  const byPrompt = new Map<string, number[]>();
  asked.forEach((text, at) => {
    if (text !== undefined) byPrompt.set(text, [...(byPrompt.get(text) ?? []), at]);
  });
  const sent = [...byPrompt.values()].filter(({ length }) => length > 1).sort((a, b) => b.length - a.length);
  return sent.find((places) => !places.some(isQuoted)) ?? sent[0] ?? [];
}

/** A prompt that the lines repeat, and what was answered each time. */
function answers(page: PageContext, lines: readonly LineRef[], quoted: readonly LineRef[]): HTMLElement {
  return asking(page, 'texts', { lines: [...lines] }, ({ texts }) => {
    const fills = texts.map((text) => (text ? fillOf(text).trim() : undefined));
    const sent = repeated(lines, fills, quoted).map((at) => ({ line: lines[at]!, text: texts[at]! }));
    const asked = sent[0] && fillOf(sent[0].text).trim();
    if (asked === undefined) return [h('p.muted', t('Based on totals, not on single lines.'))];
    return [
      h(
        'blockquote.quote',
        promptBox(page, [visibleLine(asked, 300)]),
        h(
          'ol.samples',
          ...sent
            .slice(0, SAMPLES)
            .map(({ line, text }) =>
              h(
                'li',
                h('button.link.num', { onclick: () => page.openLine(line) }, shortPlace(line)),
                ' ',
                h('bdi', text.answer === '' ? t('The log has no answer.') : visibleLine(text.answer, 160)),
              ),
            ),
        ),
        sent.length > SAMPLES
          ? h(
              'p.muted',
              sent.length - SAMPLES === 1
                ? t('and 1 more answer')
                : t('and {0} more answers', count(sent.length - SAMPLES)),
            )
          : null,
      ),
    ];
  });
}
