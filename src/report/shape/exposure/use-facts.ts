/** Which models a campaign used, and what guardrails said of it. */
import { count, percent } from '../../../text/numbers.ts';
import { accountsText, requestsText, type Speech } from '../../../text/speech.ts';
import type { CampaignReport } from '../report.ts';

/** What guardrails of gateways said of its requests: how many, what share, and of what kind. */
export function guardrailFacts({ guardrails, requests: all }: CampaignReport, t: Speech): string[] {
  if (guardrails === undefined) return [];
  const { requests, kinds } = guardrails;
  const told = kinds.map(({ verdict, requests: own }) => `${verdict} ${count(own)}`).join(', ');
  return [t('{0} ({1}) were flagged or stopped: {2}', requestsText(requests, t), percent(requests / all), told)];
}

const MODELS = 3;

/** `model-a (90% of its requests), model-b (10%)`; empty where the log names none. */
export function modelFact({ models = [], requests }: CampaignReport, t: Speech): string {
  const shares = models
    .slice(0, MODELS)
    .map(({ model, requests: own }, at) =>
      at === 0
        ? t('{0} ({1} of its requests)', model, percent(own / requests))
        : `${model} (${percent(own / requests)})`,
    );
  return `${shares.join(', ')}${models.length > MODELS ? ', …' : ''}`;
}

/** A release that explains why accounts changed model on one day says nothing when most of the log did so too. */
export function releaseFacts({ releases = [] }: CampaignReport, t: Speech): string[] {
  return releases.map(({ model, released, moved, able, othersMoved, othersAble }) => {
    const others = [count(othersMoved), othersAble === 1 ? t('1 other') : t('{0} others', count(othersAble))] as const;
    const rest =
      othersAble === 0
        ? t('no other account could have')
        : othersMoved >= othersAble / 2
          ? t('so did {0} of {1}, so it sets nobody apart', ...others)
          : t('so did {0} of {1}', ...others);
    const moves = [count(moved), accountsText(able, t), model, released] as const;
    return `${t('{0} of {1} moved to {2} within a day of its release on {3}', ...moves)}; ${rest}`;
  });
}
