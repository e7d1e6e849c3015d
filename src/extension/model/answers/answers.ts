import type { FromWebview, ToWebview } from '../../../protocol/messages.ts';
import type { Overview } from '../../../protocol/view-model.ts';
import { arrivalsOf } from './arrivals.ts';
import { campaignGraph } from './campaign-graph.ts';
import type { Supposition } from '../../../protocol/decision-data.ts';
import { EMPTY_CONTEXT, type AnswerContext, comparisonView } from './answer-context.ts';
import { decisionList } from './decision-list.ts';
import { accountDetail, templateDetail } from './details.ts';
import { Heatmap } from './heatmap.ts';
import { accountHours } from './hours.ts';
import { emptyOverview, overviewOf } from './overview.ts';
import { linksOf } from './links.ts';
import type { Results } from '../results.ts';
import { selectRequests } from '../selection.ts';
import { turnsOf } from './turns.ts';
import { supposed, whatIf } from '../what-if.ts';

export type Question = Extract<FromWebview, { type: 'question' }>;

/** Answers the dashboard's questions about one scan; without a scan only the overview has an answer. */
export class Answers {
  readonly #results: Results | undefined;
  readonly #revision: number;
  readonly #heatmap: Heatmap | undefined;
  readonly #context: AnswerContext;
  /** Kept for the next time the dashboard is opened: of 500,000 requests it takes a fifth of a second. */
  #overview: Overview | undefined;
  /** The scan as it would be with the settings that were asked about last. */
  #supposed: { key: string; results: Results; heatmap: Heatmap } | undefined;

  constructor(results: Results | undefined, revision: number, context = EMPTY_CONTEXT) {
    this.#context = context;
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
      const body = results ? (this.#overview ??= overviewOf(results, this.#revision)) : emptyOverview(this.#revision);
      return { ...reply, kind: 'overview', body };
    }
    if (question.kind === 'comparison') {
      return { ...reply, kind: 'comparison', body: comparisonView(this.#context, results) ?? null };
    }
    if (results === undefined || this.#heatmap === undefined) throw new Error('Nothing has been scanned yet.');
    switch (question.kind) {
      case 'heatmap': {
        const { suppose } = question.body;
        const heatmap = suppose ? this.#suppose(results, suppose).heatmap : this.#heatmap;
        return { ...reply, kind: 'heatmap', body: heatmap.grid(question.body, this.#revision) };
      }
      case 'whatIf':
        return { ...reply, kind: 'whatIf', body: whatIf(results, this.#suppose(results, question.body).results) };
      case 'decisions':
        return { ...reply, kind: 'decisions', body: decisionList(results, this.#context.decisions) };
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
        if (body === undefined) throw new Error(`The scan has no account "${question.body.account}".`);
        return { ...reply, kind: 'account', body };
      }
      case 'arrivals':
        return { ...reply, kind: 'arrivals', body: arrivalsOf(results, question.body.account) ?? null };
      case 'links': {
        const body = linksOf(results, question.body.account);
        if (body === undefined) throw new Error(`The scan has no account "${question.body.account}".`);
        return { ...reply, kind: 'links', body };
      }
      case 'campaignGraph': {
        const body = campaignGraph(results, question.body.campaign);
        if (body === undefined) throw new Error(`The scan has no campaign "${question.body.campaign}".`);
        return { ...reply, kind: 'campaignGraph', body };
      }
      case 'turns':
        return { ...reply, kind: 'turns', body: turnsOf(results, question.body.campaign) ?? null };
      case 'template': {
        const body = templateDetail(results, question.body.template);
        if (body === undefined) throw new Error(`The scan has no template "${question.body.template}".`);
        return { ...reply, kind: 'template', body };
      }
    }
  }

  #suppose(results: Results, supposition: Supposition): { results: Results; heatmap: Heatmap } {
    const key = JSON.stringify(supposition);
    if (this.#supposed?.key !== key) {
      const other = supposed(results, supposition, this.#context.decisions.triage);
      this.#supposed = { key, results: other, heatmap: new Heatmap(other) };
    }
    return this.#supposed;
  }
}
