/** The conversations of a campaign that change account: how many, and each of those that do so most as one thread. */
import type { CaseThread, CaseThreads } from '../../../src/protocol/case-data.ts';
import { count } from '../../../src/text/numbers.ts';
import { duration } from '../../../src/text/times.ts';
import type { CampaignReport } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { conversation } from '../../charts/case/conversation.ts';
import { h } from '../dom.ts';
import { exactTime } from '../format.ts';
import { asking } from '../notice.ts';
import { nothing, section } from '../section.ts';
import { numberOf } from '../number-of.ts';
import { t } from '../words.ts';

export function conversations(page: PageContext, campaign: CampaignReport, threads: CaseThreads | null): HTMLElement {
  if (threads === null)
    return nothing(
      t('Whether conversations change account is unknown: no request in this log repeats an earlier answer.'),
    );
  const [first] = threads.shown;
  if (first === undefined) return nothing(t('No conversation changes account: each in the log stays with one.'));
  const holder = h('div.stack', drawn(page, first, 0));
  const choice = h(
    'select',
    {
      'aria-label': t('Conversation'),
      onchange: () => {
        const thread = threads.shown[choice.selectedIndex];
        if (thread !== undefined) holder.replaceChildren(drawn(page, thread, choice.selectedIndex));
      },
    },
    ...threads.shown.map((thread, at) => h('option', nameOf(thread, at))),
  );
  return section(
    'Conversations that change account',
    `${summary(threads)}${countedOtherwise(campaign, threads)}`,
    h('div.controls', choice),
    holder,
  );
}

function summary({ conversations: all, moves, accounts, gap, shown }: CaseThreads): string {
  const more = shown.length < all ? ` ${t('The {0} that change most often can be chosen.', count(shown.length))}` : '';
  const found = t(
    '{0} of {1} with {2}; the next account takes over after {3} (median).',
    numberOf(all, 'conversation'),
    numberOf(accounts, 'account'),
    numberOf(moves, 'change of account'),
    duration(gap),
  );
  return `${found}${more}`;
}

/** The evidence of a relay counts answers, not what came before in time: two turns may go on with one answer. */
function countedOtherwise({ evidence }: CampaignReport, { moves }: CaseThreads): string {
  const shown = evidence.find(({ detector }) => detector === 'continuation');
  return shown === undefined || shown.n === moves
    ? ''
    : ` ${t('Each turn is compared with the one before it; the {0} of the evidence are turns that send back an answer of another account.', count(shown.n))}`;
}

const titleOf = (at: number): string => t('Conversation {0}', at + 1);

const nameOf = ({ turns, length, accounts }: CaseThread, at: number): string =>
  `${titleOf(at)}: ${numberOf(length, 'turn')}, ${numberOf(accounts, 'account')}, ${exactTime(turns[0]?.time ?? null)}`;

function drawn(page: PageContext, thread: CaseThread, at: number): HTMLElement {
  return asking(page, 'texts', { lines: thread.turns.map(({ line }) => line) }, ({ texts }) => [
    conversation({
      title: titleOf(at),
      thread,
      texts,
      openLine: page.openLine,
      openAccount: (account) => page.go({ page: 'account', account }),
    }),
  ]);
}
