/** One conversation that changes account: a lane for each account, a card for each turn, and the way between them. */
import type { CaseThread, LineText } from '../../../src/protocol/case-data.ts';
import type { LineRef } from '../../../src/protocol/view-model.ts';
import { counted } from '../../../src/text/numbers.ts';
import { short, shortMiddle, visibleLine } from '../../../src/text/visible.ts';
import { longName } from '../../parts/long-name.ts';
import { duration } from '../../../src/text/times.ts';
import { fillOf } from '../../parts/case/quote.ts';
import { roving } from '../../parts/controls/roving.ts';
import { h, s } from '../../parts/dom.ts';
import { exactTime, place, shortPlace } from '../../parts/format.ts';
import { columns, plainTable } from '../../parts/plain-table.ts';
import { figure } from '../figure.ts';
import { t } from '../../parts/words.ts';

/** Characters of what is sent and of what is answered. */
const SENT = 220;
const ANSWERED = 140;
/** Height of the way from one turn to the next, CSS pixels. */
const WAY = 30;

/** More lanes are so narrow that whole cards would take screens. */
const WIDE_LANES = 4;

interface Turn {
  number: number;
  account: string;
  time: number | null;
  /** Since the turn before, ms. */
  after: number | null;
  sent: string;
  answer: string;
  line: LineRef;
}

export function conversation(options: {
  title: string;
  thread: CaseThread;
  /** Of the turns, in their order. */
  texts: readonly (LineText | null)[];
  openLine: (line: LineRef) => void;
  openAccount: (account: string) => void;
}): HTMLElement {
  const { title, thread, texts, openLine, openAccount } = options;
  const turns = thread.turns.map(({ account, time, line }, at): Turn => {
    const before = thread.turns[at - 1]?.time ?? null;
    const text = texts[at] ?? null;
    return {
      number: thread.from + at + 1,
      account,
      time,
      after: before === null || time === null ? null : time - before,
      sent:
        text === null
          ? t('changed since the scan')
          : visibleLine(text.latest === '' ? fillOf(text) : text.latest, SENT),
      answer: text === null ? '' : visibleLine(text.answer, ANSWERED),
      line,
    };
  });
  const lanes = [...new Set(turns.map(({ account }) => account))];
  const chart = h('div.conversation', { role: 'group', 'aria-label': `${title}, ${counted(turns.length, 'turn')}` });
  chart.style.setProperty('--lanes', String(lanes.length));
  chart.classList.toggle('narrow-lanes', lanes.length > WIDE_LANES);
  chart.append(
    h('span.conversation-time.muted', t('Time')),
    ...lanes.map((account) =>
      h(
        'span.conversation-lane',
        h('button.link', { 'aria-label': short(account, 80), onclick: () => openAccount(account) }, longName(account)),
      ),
    ),
  );
  const cards = turns.map((turn, at) => {
    const before = turns[at - 1];
    if (before !== undefined)
      chart.append(way(lanes.indexOf(before.account), lanes.indexOf(turn.account), lanes.length, turn.after));
    const button = card(turn, openLine);
    const item = h('div.conversation-turn', { 'data-account': shortMiddle(turn.account, 24, 6) }, button);
    item.style.gridColumn = String(lanes.indexOf(turn.account) + 2);
    chart.append(h('span.conversation-time.muted.num', { 'aria-hidden': 'true' }, exactTime(turn.time)), item);
    return button;
  });
  roving(chart, cards, (at) => turns[at] !== undefined && openLine(turns[at].line), 1);
  const part =
    thread.length > turns.length ? ` Turns ${turns[0]?.number}–${turns.at(-1)?.number} of ${thread.length}.` : '';
  return figure({
    title,
    hideTitle: true,
    note: `Each turn includes the answer to the previous turn.${part} Arrow keys move between turns; Enter opens the log line.`,
    chart: h('div.conversation-frame', chart),
    table: () =>
      plainTable(
        title,
        columns('Turn', 'Time', 'Pause', 'Account', 'Sends', 'Answer', 'Line'),
        turns.map(({ number, time, after, account, sent, answer, line }) => [
          number,
          exactTime(time),
          after === null ? '' : duration(after),
          h('bdi', short(account, 60)),
          h('bdi', sent),
          h('bdi', answer),
          h('button.link.num', { onclick: () => openLine(line) }, shortPlace(line)),
        ]),
      ),
  });
}

function card(
  { number, account, after, sent, answer, line }: Turn,
  openLine: (line: LineRef) => void,
): HTMLButtonElement {
  const when = after === null ? '' : `, ${t('{0} later', duration(after))}`;
  return h(
    'button.conversation-card',
    {
      title: t('Open {0}', place(line)),
      onclick: () => openLine(line),
    },
    h('span.sr-only', `${t('Turn {0}', number)}, ${short(account, 60)}${when}: `),
    h('span', { dir: 'auto' }, sent === '' ? h('span.muted', t('no text')) : sent),
    answer === '' ? null : h('span.muted', `${t('Answer')}: `, h('bdi', answer)),
  );
}

/** From the middle of one lane to the middle of another, with the time that passes. */
function way(from: number, to: number, lanes: number, after: number | null): SVGSVGElement {
  const at = (lane: number): string => `${(100 * (lane + 0.5)) / lanes}%`;
  const [x1, x2, half] = [at(from), at(to), WAY / 2];
  const words = after === null ? '' : t('{0} later', duration(after));
  // Beside the line where the turn stays; above the crossing where it moves.
  const label =
    from === to
      ? { x: x1, dx: 8, y: half + 4, 'text-anchor': 'start' }
      : { x: at((from + to) / 2), y: half - 4, 'text-anchor': 'middle' };
  return s(
    'svg',
    { class: `chart conversation-way${from === to ? '' : ' moves'}`, height: WAY, 'aria-hidden': 'true' },
    s('line', { x1, x2: x1, y1: 0, y2: half }),
    s('line', { x1, x2, y1: half, y2: half }),
    s('line', { x1: x2, x2, y1: half, y2: WAY }),
    s('circle', { cx: x2, cy: WAY - 3, r: 3 }),
    s('text', label, words),
  );
}
