import type { FromWebview, ToWebview } from '../../protocol/messages.ts';
import { arrivalsOf } from './arrivals.ts';
import { campaignGraph } from './campaign-graph.ts';
import { NO_BESIDE, type Beside, comparisonView } from './beside.ts';
import { accountDetail, templateDetail } from './details.ts';
import { Heatmap } from './heatmap.ts';
import { accountHours } from './hours.ts';
import { emptyOverview, overviewOf } from './overview.ts';
import { linksOf } from './links.ts';
import type { Results } from './results.ts';
import { selectRequests } from './selection.ts';
import { turnsOf } from './turns.ts';

export type Question = Extract<FromWebview, { type: 'question' }>;

/** Answers the dashboard's questions about one scan; without a scan only the overview has an answer. */
export class Answers {
  readonly #results: Results | undefined;
  readonly #revision: number;
  readonly #heatmap: Heatmap | undefined;

  constructor(results: Results | undefined, revision: number) {
    this.#results = results;
    this.#revision = revision;
    this.#heatmap = results && new Heatmap(results);
  }

  /** Always an answer or a failure with the question's id, whatever happens. */
  to(question: Question): ToWebview {
    try {
      return this.#answer(question);
    } catch (error) {
      return { type: 'failure', replyTo: question.id, error: error instanceof Error ? error.message : String(error) };
    }
  }

  #answer(question: Question): ToWebview {
    const results = this.#results;
    const reply = { type: 'answer', replyTo: question.id } as const;
    if (question.kind === 'overview') {
      const body = results ? overviewOf(results, this.#revision) : emptyOverview(this.#revision);
      return { ...reply, kind: 'overview', body };
    }
    if (results === undefined || this.#heatmap === undefined) throw new Error('Nothing was scanned yet.');
    switch (question.kind) {
      case 'heatmap':
        return { ...reply, kind: 'heatmap', body: this.#heatmap.grid(question.body, this.#revision) };
      case 'hours': {
        const { account, metric } = question.body;
        return { ...reply, kind: 'hours', body: accountHours(results, account, metric) };
      }
      case 'requests': {
        const { selection, limit } = question.body;
        return { ...reply, kind: 'requests', body: selectRequests(results, selection, limit) };
      }
      case 'account': {
        const body = accountDetail(results, question.body.account);
        if (body === undefined) throw new Error(`The scan knows no account "${question.body.account}".`);
        return { ...reply, kind: 'account', body };
      }
      case 'arrivals':
        return { ...reply, kind: 'arrivals', body: arrivalsOf(results, question.body.account) ?? null };
      case 'links': {
        const body = linksOf(results, question.body.account);
        if (body === undefined) throw new Error(`The scan knows no account "${question.body.account}".`);
        return { ...reply, kind: 'links', body };
      }
      case 'campaignGraph': {
        const body = campaignGraph(results, question.body.campaign);
        if (body === undefined) throw new Error(`The scan knows no campaign "${question.body.campaign}".`);
        return { ...reply, kind: 'campaignGraph', body };
      }
      case 'turns':
        return { ...reply, kind: 'turns', body: turnsOf(results, question.body.campaign) ?? null };
      case 'template': {
        const body = templateDetail(results, question.body.template);
        if (body === undefined) throw new Error(`The scan knows no template "${question.body.template}".`);
        return { ...reply, kind: 'template', body };
      }
    }
  }
}
