import { campaignTitle } from '../../report/shape/campaign-facts.ts';
import { accountsText, requestsText } from '../../text/speech.ts';
import type { Target } from '../../protocol/messages.ts';
import type { Results } from './results.ts';
import { judgementWord, templateWord } from './words.ts';
import { t } from '../translated.ts';

/** Something that has a page of the dashboard. */
export interface Place {
  kind: 'campaign' | 'account' | 'template';
  label: string;
  description: string;
  target: Target;
}

/**
 * Campaigns, accounts and templates whose names or texts hold all words, most suspicious first, each kind by itself.
 * @param most of each kind: a list that is longer is narrowed by typing
 */
export function placesOf(results: Results, text: string, most: number): Place[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (...texts: string[]): boolean => {
    const all = texts.join(' ').toLowerCase();
    return words.every((word) => all.includes(word));
  };
  const { campaigns, accounts, templates } = results.report;
  return [
    ...some(
      campaigns,
      most,
      (campaign) =>
        holds('campaign', campaign.id, campaign.key ?? '', campaign.summary, campaignTitle(campaign, results.report)),
      (campaign) => ({
        kind: 'campaign',
        label: t('Campaign {0}', campaign.id),
        description: `${judgementWord(campaign, t)} · ${accountsText(campaign.accounts.length, t)} · ${campaign.summary}`,
        target: { page: 'campaign', campaign: campaign.id },
      }),
    ),
    ...some(
      accounts,
      most,
      ({ account, organisation }) => holds('account', account, organisation ?? ''),
      (one) => ({
        kind: 'account',
        label: one.account,
        description: `${judgementWord(results.called(one), t)} · ${requestsText(one.requests, t)}`,
        target: { page: 'account', account: one.account },
      }),
    ),
    ...some(
      templates,
      most,
      ({ id, parts }) => holds('template', id, ...parts.map((part) => ('text' in part ? part.text : ''))),
      ({ id }) => ({
        kind: 'template',
        label: t('Template {0}', id),
        description: templateWord(results.report, id, 160),
        target: { page: 'template', template: id },
      }),
    ),
  ];
}

/** The first `most` that match: of 25,000 accounts no more is looked at than is shown. */
function some<T>(all: readonly T[], most: number, test: (item: T) => boolean, place: (item: T) => Place): Place[] {
  const places: Place[] = [];
  for (const item of all) {
    if (places.length === most) break;
    if (test(item)) places.push(place(item));
  }
  return places;
}
