import type { FromWebview, QuestionKind, Questions, ToWebview } from '../../../protocol/messages.ts';
import type { Overview } from '../../../protocol/view-model.ts';
import { accountUse } from './account-use.ts';
import { arrivalsOf } from './arrivals.ts';
import { caseOf, nearAccounts } from './case.ts';
import { campaignGraph } from './campaign-graph.ts';
import type { Supposition } from '../../../protocol/decision-data.ts';
import { EMPTY_CONTEXT, type AnswerContext, comparisonView } from './answer-context.ts';
import { decisionList } from './decision-list.ts';
import { accountDetail, templateDetail } from './details.ts';
import { Heatmap } from './heatmap.ts';
import { accountHours } from './hours.ts';
import { emptyOverview, overviewOf } from './overview.ts';
import { linksOf } from './links.ts';
import { promptMap } from '../map/prompt-map.ts';
import type { PromptMap } from '../../../protocol/map-data.ts';
import type { EntityQuestion } from '../entities/entity-answers.ts';
import type { Results } from '../results.ts';
import { selectRequests } from '../selection.ts';
import { turnsOf } from './turns.ts';
import { supposed, whatIf } from '../what-if.ts';

export type Question = Extract<FromWebview, { type: 'question' }>;

/** What can be answered without a scan. */
type Always = 'overview' | 'comparison';
/** What threads answer: the dashboard asks them. */
type FromLog = 'texts' | EntityQuestion['kind'];

type OfScan<K extends QuestionKind> = (scan: Scan, ask: Questions[K]['ask']) => Questions[K]['answer'];

/** Answers to questions about a scan: one entry per question. */
const ofScan: {
  [K in Exclude<QuestionKind, Always | FromLog>]: (scan: Scan, ask: Questions[K]['ask']) => Questions[K]['answer'];
} = {
  heatmap: (scan, ask) => {
    const { heatmap } = ask.suppose === undefined ? scan : scan.suppose(ask.suppose);
    return heatmap.grid(ask, scan.revision);
  },
  account: ({ results }, { account }) => known(accountDetail(results, account), 'account', account),
  hours: ({ results }, { account, metric }) => accountHours(results, account, metric),
  template: ({ results }, { template }) => known(templateDetail(results, template), 'template', template),
  requests: ({ results }, { selection, limit }) => selectRequests(results, selection, limit),
  arrivals: ({ results }, { account }) => arrivalsOf(results, account) ?? null,
  links: ({ results }, { account }) => known(linksOf(results, account), 'account', account),
  campaignGraph: ({ results }, { campaign }) => known(campaignGraph(results, campaign), 'campaign', campaign),
  turns: ({ results }, { campaign }) => turnsOf(results, campaign) ?? null,
  case: ({ results }, { campaign }) => known(caseOf(results, campaign), 'campaign', campaign),
  accountUse: ({ results }, { account }) => known(accountUse(results, account), 'account', account),
  promptMap: (scan) => scan.promptMap,
  drift: ({ results }) => results.report.drift ?? null,
  techniques: ({ results }) => results.report.techniques ?? [],
  cleared: ({ results }) => ({ near: nearAccounts(results), considered: results.report.considered ?? null }),
  decisions: ({ results, context }) => decisionList(results, context.decisions),
  whatIf: (scan, ask) => whatIf(scan.results, scan.suppose(ask).results),
};

/** @throws a sentence for the reader when there is none */
function known<T>(answer: T | undefined, kind: string, name: string): T {
  if (answer === undefined) throw new Error(`The scan has no ${kind} "${name}".`);
  return answer;
}

/** One scan, and what was made of it to answer questions. */
class Scan {
  readonly heatmap: Heatmap;
  /** Kept for the next time the dashboard is opened: for 500,000 requests it takes a fifth of a second. */
  #overview: Overview | undefined;
  #promptMap: PromptMap | undefined;
  /** The scan as it would be with the settings that were asked about last. */
  #supposed: { key: string; results: Results; heatmap: Heatmap } | undefined;

  constructor(
    readonly results: Results,
    readonly revision: number,
    readonly context: AnswerContext,
  ) {
    this.heatmap = new Heatmap(results);
  }

  get overview(): Overview {
    return (this.#overview ??= overviewOf(this.results, this.revision, this.context.decisions.me));
  }

  get promptMap(): PromptMap {
    return (this.#promptMap ??= promptMap(this.results));
  }

  suppose(supposition: Supposition): { results: Results; heatmap: Heatmap } {
    const key = JSON.stringify(supposition);
    if (this.#supposed?.key !== key) {
      const other = supposed(this.results, supposition, this.context.decisions.triage);
      this.#supposed = { key, results: other, heatmap: new Heatmap(other) };
    }
    return this.#supposed;
  }
}

/** Answers for what is in view: those given before, as long as nothing has changed. */
export const answersFor = (inView: InView, before: Answers | undefined): Answers =>
  before?.revision === inView.revision ? before : new Answers(inView.results, inView.revision, inView.context);

interface InView {
  results: Results | undefined;
  revision: number;
  context: AnswerContext;
}

/** Answers the dashboard's questions about one scan; without a scan few have an answer. */
export class Answers {
  private readonly scan: Scan | undefined;

  constructor(
    results: Results | undefined,
    readonly revision: number,
    private readonly context = EMPTY_CONTEXT,
  ) {
    this.scan = results && new Scan(results, revision, context);
  }

  /** Always an answer or a failure with the question's id, whatever happens. */
  to({ id, kind, body }: Question): ToWebview {
    try {
      return { type: 'answer', replyTo: id, kind, body: this.answer(kind, body) } as ToWebview;
    } catch (error) {
      return { type: 'failure', replyTo: id, error: error instanceof Error ? error.message : String(error) };
    }
  }

  private answer<K extends QuestionKind>(kind: K, ask: Questions[K]['ask']): Questions[QuestionKind]['answer'] {
    if (kind === 'overview') return this.scan?.overview ?? emptyOverview(this.revision);
    if (kind === 'comparison') return comparisonView(this.context, this.scan?.results) ?? null;
    if (this.scan === undefined) throw new Error('Nothing has been scanned yet.');
    const answer = ofScan[kind as Exclude<K, Always | FromLog>] as OfScan<K> | undefined;
    if (answer === undefined) throw new Error('This is answered by a thread.');
    return answer(this.scan, ask);
  }
}
