/**
 * Runs in the test page in place of VS Code: keeps what the dashboard sends in `window.sent` and answers its questions
 * from a made-up scan, in the ways that `window.fake` asks for.
 */
import type { FromWebview, QuestionKind, Questions, ToWebview } from '../../src/protocol/messages.ts';
import { fromWebview } from '../../src/protocol/from-webview.ts';
import type { Overview, RequestRow } from '../../src/protocol/view-model.ts';
import { END, Scan, START } from './synthetic.ts';
import { comparison, decide, decisionList, whatIf } from './synthetic-decisions.ts';
import { caseView, cleared, texts, use } from './synthetic-case.ts';
import { promptMap } from './synthetic-map.ts';
import { arrivals, campaignGraph, links, turns } from './synthetic-charts.ts';
import type { Size } from './synthetic.ts';

export interface Fake extends Size {
  /** False: nothing was scanned yet. */
  scanned: boolean;
  /** Milliseconds before an answer. */
  delay: number;
  /** Answers every question of these kinds with a failure. */
  failing: QuestionKind[];
  /** Never answers questions of these kinds. */
  silent: QuestionKind[];
  /** What `getState` gives. */
  state: unknown;
}

declare global {
  interface Window {
    fake: Fake;
    sent: FromWebview[];
    kept: unknown;
    pwned?: number;
    /** Sends to the dashboard as the host would. */
    tell: (message: ToWebview) => void;
    acquireVsCodeApi: () => unknown;
  }
}

const NONE = { found: 0, counted: 0, benign: 0, allowed: 0, confirmed: 0, watch: 0 };
const EMPTY: Overview = {
  revision: 0,
  scanned: false,
  partial: false,
  headline: { state: 'not-judged', sentence: '', beside: [] },
  title: '',
  inputs: null,
  period: null,
  population: null,
  settings: null,
  detectors: [],
  campaigns: [],
  briefs: {},
  templates: [],
  accounts: [],
  timeline: { bins: 200, requests: [], flagged: [], newModels: [], pivots: [] },
  scores: [],
  triage: {
    date: '2025-03-31',
    counts: { campaign: NONE, account: NONE, template: NONE },
    items: [],
    lapsed: [],
    unseen: 0,
  },
  rules: [],
};

const scan = new Scan(window.fake);
window.sent = [];
window.tell = (message) => window.postMessage(message, '*');

function requests({ selection, limit }: Questions['requests']['ask']): Questions['requests']['answer'] {
  const total = 431;
  const rows: RequestRow[] = Array.from({ length: Math.min(limit, total) }, (_, index) => ({
    line: scan.line(index),
    time: (selection.from ?? START) + index * 47_000,
    account: selection.account ?? scan.accounts[index % scan.accounts.length]?.account ?? '',
    template: selection.template ?? scan.templates[index % 9]?.id ?? '',
    model: 'claude-sonnet-4-5',
    outputTokens: 640 + index,
    score: 0.97,
  }));
  return { total, rows };
}

const answers: { [K in QuestionKind]: (ask: Questions[K]['ask']) => Questions[K]['answer'] } = {
  overview: () => (window.fake.scanned ? { ...scan.overview(1), triage } : EMPTY),
  heatmap: (ask) => scan.heatmap(ask),
  account: ({ account }) => scan.account(account),
  hours: ({ account, metric }) => ({ account, values: scan.hours(account, metric), max: 16 }),
  template: ({ template }) => {
    const report = scan.templates.find((one) => one.id === template);
    if (report === undefined) throw new Error('This template is not in the newest scan.');
    return {
      report,
      users: scan.accounts.slice(0, report.accounts).map(({ account, score, verdict, campaign }, index) => ({
        account,
        requests: 900 - index,
        score,
        verdict,
        campaign,
      })),
      timeline: { from: START, to: END, requests: scan.overview(1).timeline.flagged },
    };
  },
  requests,
  case: ({ campaign }) => caseView(scan, campaign),
  accountUse: ({ account }) => use(scan, account),
  texts: ({ lines }) => texts(scan, lines),
  cleared: () => cleared(scan),
  promptMap: () => promptMap(scan),
  decisions: () => decisionList({ ...scan.overview(1), triage }),
  whatIf: (ask) => whatIf(scan.overview(1), ask),
  comparison: () => comparison(scan),
  arrivals: ({ account }) => arrivals(account),
  links: ({ account }) => links(scan, account),
  campaignGraph: ({ campaign }) => campaignGraph(scan, campaign),
  turns: ({ campaign }) => turns(scan, campaign),
};

let triage = scan.overview(1).triage;

function answer<K extends QuestionKind>(id: number, kind: K, body: Questions[K]['ask']): void {
  const { failing, silent, delay } = window.fake;
  if (silent.includes(kind)) return;
  window.setTimeout(() => {
    try {
      if (failing.includes(kind)) throw new Error('The report was closed.');
      window.tell({ type: 'answer', replyTo: id, kind, body: answers[kind](body) } as ToWebview);
    } catch (error) {
      window.tell({ type: 'failure', replyTo: id, error: error instanceof Error ? error.message : 'failed' });
    }
  }, delay);
}

window.acquireVsCodeApi = () => ({
  postMessage(data: unknown) {
    const message = fromWebview(structuredClone(data));
    if (message === undefined) throw new Error(`Not a message of the protocol: ${JSON.stringify(data)}`);
    window.sent.push(message);
    if (message.type === 'decide') {
      triage = decide(triage, message.decision);
      window.tell({ type: 'changed', revision: 2 });
    }
    if (message.type === 'question') answer(message.id, message.kind, message.body);
  },
  getState: () => window.fake.state,
  setState: (state: unknown) => {
    window.kept = state;
  },
});
