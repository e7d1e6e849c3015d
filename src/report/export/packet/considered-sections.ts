/** What decides about a campaign besides its evidence, days that moved, and the groups that were judged and cleared. */
import { singleAccountHarvestText, NOT_JUDGED, WHY_NOT_JUDGED } from '../../../text/single-account-harvests.ts';
import { count, counted, percent, probability } from '../../../text/numbers.ts';
import { campaignFacts, clearedText, goneText, lookAlikeText } from '../../shape/campaign-facts.ts';
import type { CampaignReport, Report } from '../../shape/report.ts';
import { type Block, type Section, table, text } from './packet.ts';

/** Groups written out; the JSON report has more. */
const GROUPS = 20;
const ALARMS = 10;

export const factsBlock = (campaign: CampaignReport, report: Report): Block => ({
  kind: 'facts',
  facts: campaignFacts(campaign, report),
});

/** What measures like the campaign and was cleared all the same. */
export function lookAlikes({ lookAlikes: alike = [] }: CampaignReport, report: Report): Section[] {
  if (alike.length === 0) return [];
  const items = alike.map((one) => lookAlikeText(one, report));
  return [{ heading: 'Look-alikes that were cleared', blocks: [{ kind: 'list', items }] }];
}

/** Campaigns of earlier scans that this one does not find. */
export function gone({ gone: all = [] }: Report): Section[] {
  if (all.length === 0) return [];
  const items = all.map((one) => `${goneText(one)}.`);
  return [{ heading: 'No longer found', blocks: [{ kind: 'list', items }] }];
}

/** Days and cohorts that moved away from the baseline, with what else may have moved them; where there was none, no section. */
export function drift({ drift: found }: Report): Section[] {
  if (found === undefined || found.alarms.length === 0) return [];
  return [
    {
      heading: 'Drift',
      blocks: [
        text(
          'These days are unlike those of the baseline. That is not an accusation: products and releases move days too.',
        ),
        ...found.alarms.slice(0, ALARMS).map(({ text: sentence, templates, against }): Block => {
          const moved = templates.map(
            ({ template, share, accounts }) =>
              `${percent(share)} of it: ${counted(accounts, 'account')} with template ${template}.`,
          );
          return { kind: 'list', items: [sentence, ...moved, ...against.map((one) => `Against: ${one}`)] };
        }),
        ...(found.alarms.length > ALARMS
          ? [text(`${counted(found.alarms.length - ALARMS, 'more alarm')}: see the JSON report.`)]
          : []),
      ],
    },
  ];
}

/** Accounts that were not judged for a harvest of their own; where there is none, no section. */
export function lone({ considered: all }: Report): Section[] {
  const { accounts = 0, first = [] } = all?.alone ?? {};
  if (accounts === 0) return [];
  const rest = accounts - first.length;
  return [
    {
      heading: NOT_JUDGED,
      blocks: [
        text(`${WHY_NOT_JUDGED}${rest > 0 ? ` ${counted(rest, 'more account')}: see the JSON report.` : ''}`),
        { kind: 'list', items: first.map((one) => `${one.account}: ${singleAccountHarvestText(one)}.`) },
      ],
    },
  ];
}

/** Every group that was judged and cleared, with what cleared it. */
export function considered({ considered: all, campaigns }: Report): Section[] {
  if (all === undefined) return [];
  const { total, groups } = all;
  const shown = groups.slice(0, GROUPS);
  const hint =
    campaigns.length > 0 ? [] : [text('To see which campaigns would be found in this log: prompt-audit power LOG.')];
  return [
    {
      heading: 'Considered and cleared',
      blocks: [
        text(
          total === 0
            ? 'No other group of accounts shares enough to be judged.'
            : `${counted(total, 'group')} of accounts that share templates ${total === 1 ? 'was' : 'were'} judged and cleared${total > shown.length ? `; the ${count(shown.length)} most suspicious are here` : ''}.`,
        ),
        ...(shown.length === 0
          ? []
          : [
              table(
                ['Group', '>Score', '>Accounts', '>Requests', 'Why', 'Resembles'],
                shown.map((group) => [
                  group.id,
                  probability(group.score),
                  count(group.size),
                  count(group.requests),
                  clearedText(group),
                  group.lookAlikes.map(({ group: id }) => id).join(', '),
                ]),
              ),
            ]),
        ...hint,
      ],
    },
  ];
}
