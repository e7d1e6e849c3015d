/** What a campaign was joined from, and what its members have in common besides templates. */
import { count, probability } from '../../../text/numbers.ts';
import { partsNote } from '../../../text/suspected.ts';
import { namedTemplates, partTitles } from '../../shape/campaign-parts.ts';
import type { CampaignReport, Report, SharedTrace } from '../../shape/report.ts';
import { type Section, table, text } from './packet.ts';

const KINDS: Readonly<Record<SharedTrace['kind'], string>> = {
  address: 'Address',
  userAgent: 'Program',
  organisation: 'Organisation',
  payment: 'Means of payment',
};

export function parts(campaign: CampaignReport, report: Report): Section[] {
  const { parts: all = [] } = campaign;
  if (all.length === 0) return [];
  const titles = partTitles(campaign, report);
  return [
    {
      heading: 'Groups that it was joined from',
      blocks: [
        text(partsNote(all.length)),
        table(
          ['Asks for', '>Accounts', '>In another', '>Requests', '>Score', 'Templates'],
          all.map(({ accounts, inCommon, requests, score, templates }, at) => [
            titles[at]!,
            count(accounts),
            count(inCommon),
            count(requests),
            probability(score),
            namedTemplates(templates),
          ]),
        ),
      ],
    },
  ];
}

export function traces({ infrastructure = [], accounts }: CampaignReport): Section[] {
  if (infrastructure.length === 0) return [];
  const own = infrastructure.filter(({ kind, others }) => kind === 'address' && others === 0).length;
  return [
    {
      heading: 'Shared addresses and programs',
      blocks: [
        text(
          `${own > 0 ? `${count(own)} of these addresses ${own === 1 ? 'is' : 'are'} used by nobody else in the log. ` : ''}None of this changes the score: a large company’s address, or a program that everyone uses, says nothing.`,
        ),
        table(
          ['Kind', 'Value', '>Members', '>Requests', '>Other accounts'],
          infrastructure.map(({ kind, value, members, requests, others }) => [
            KINDS[kind],
            value,
            `${count(members.length)} of ${count(accounts.length)}`,
            count(requests),
            count(others),
          ]),
        ),
      ],
    },
  ];
}
