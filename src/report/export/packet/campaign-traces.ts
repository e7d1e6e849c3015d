/** What the members of a campaign have in common besides templates. */
import { count } from '../../../text/numbers.ts';
import type { CampaignReport, SharedTrace } from '../../shape/report.ts';
import { type Section, table, text } from './packet.ts';

const KINDS: Readonly<Record<SharedTrace['kind'], string>> = {
  address: 'Address',
  userAgent: 'Program',
  organisation: 'Organisation',
  payment: 'Means of payment',
};

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
