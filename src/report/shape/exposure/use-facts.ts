/** Which models a campaign used, and what guardrails said of it. */
import { count, percent } from '../../../text/numbers.ts';
import { requestsText, type Speech } from '../../../text/speech.ts';
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
