import { isRunning } from '../../../report/shape/campaign-facts.ts';
import type { CampaignReport } from '../../../report/shape/report.ts';
import { NO_TEMPLATE } from '../../../report/shape/request-index.ts';
import type { CaseEvent } from '../../../protocol/case-data.ts';
import type { Results } from '../results.ts';
import { templateWord } from '../words.ts';
import { pivotsOf } from './pivots.ts';

/** Events of one kind that are listed; more would only hide each other. */
const MAX_EVENTS = 100;

/**
 * What happened in a campaign: who joins and who stops, when a template is first used, when it goes over to another model.
 * @param timed rows of the campaign with a time, in time order
 */
export function caseEvents(results: Results, campaign: CampaignReport, timed: readonly number[]): CaseEvent[] {
  const { index, report } = results;
  const firsts = new Map<number, number>();
  const lasts = new Map<number, number>();
  const templates = new Map<number, number>();
  for (const row of timed) {
    const [account, template, time] = [
      index.account[row] ?? 0,
      index.template[row] ?? NO_TEMPLATE,
      index.time[row] ?? 0,
    ];
    if (!firsts.has(account)) firsts.set(account, time);
    lasts.set(account, time + (index.counts ? (index.counts.span[row] ?? 1) - 1 : 0));
    if (template !== NO_TEMPLATE && !templates.has(template)) templates.set(template, time);
  }
  const name = (account: number): string => index.accounts[account] ?? '';
  // An account that sends until the log ends has not stopped, as far as the log shows. By the rule of the campaign, so that none
  // is still running whose accounts have all stopped.
  const hasStopped = (last: number): boolean => report.period !== null && !isRunning(last, report.period);
  const events: CaseEvent[] = [
    ...[...firsts].slice(0, MAX_EVENTS).map(([account, time]): CaseEvent => ({
      kind: 'joins',
      time,
      text: `${name(account)} sends its first request`,
      subject: name(account),
    })),
    ...[...lasts]
      .filter(([, time]) => hasStopped(time))
      .slice(0, MAX_EVENTS)
      .map(([account, time]): CaseEvent => ({
        kind: 'stops',
        time,
        text: `${name(account)} sends its last request`,
        subject: name(account),
      })),
    ...[...templates].slice(0, MAX_EVENTS).map(([template, time]): CaseEvent => {
      const id = index.templates[template] ?? '';
      return {
        kind: 'template',
        time,
        text: `Template ${id} is first used: ${templateWord(results.report, id)}`,
        subject: id,
      };
    }),
    ...pivotsOf(results)
      .filter((pivot) => pivot.campaign === campaign.id)
      .map(({ from, to, time }): CaseEvent => ({
        kind: 'model',
        time,
        text: `The campaign switches from ${from} to ${to}`,
        subject: to,
      })),
  ];
  return events.sort((a, b) => a.time - b.time);
}
