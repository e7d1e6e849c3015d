/** Runs in the test page in place of VS Code: answers the log explorer's questions from a made-up log of any length. */
import type {
  ExplorerQuestionKind,
  ExplorerQuestions,
  FromExplorer,
  ListFacts,
  LogFacts,
  LogFilter,
  LogRow,
  RequestView,
  RowPlace,
  ToExplorer,
} from '../../src/protocol/explorer-messages.ts';
import { fromExplorer } from '../../src/protocol/explorer-validate.ts';

export interface FakeLog {
  lines: number;
  scanned: boolean;
  /** Lines that are counted so far; all of them when absent. */
  counted?: number;
  hostile: boolean;
  changed?: LogFacts['changed'];
  state: unknown;
}

declare global {
  interface Window {
    fakeLog: FakeLog;
    told: FromExplorer[];
    keptState: unknown;
    tellExplorer: (message: ToExplorer) => void;
  }
}

const HOSTILE = '<img src=x onerror="window.pwned=1">\u202egnp.exe\u001b[31m<script>window.pwned=1</script>';
/** Every line has this many bytes, its break included. */
const BYTES = 1000;
const START = Date.UTC(2025, 2, 3, 9);
const log = window.fakeLog;
let filter: LogFilter = { kind: 'requests', account: '', template: '', campaign: '', flagged: false, text: '' };
let list = 0;
let counted = log.counted ?? log.lines;

const isFlagged = (line: number): boolean => line % 7 === 3;
/** Which of the lines a filter lets through: every `stride`-th, from `first`. */
function stride(): { first: number; by: number } {
  const narrow = filter.kind === 'requests' && (filter.flagged || filter.account !== '' || filter.template !== '');
  if (filter.text === 'nowhere') return { first: log.lines, by: 1 };
  if (filter.text !== '') return { first: 5, by: 50 };
  return narrow ? { first: 3, by: 7 } : { first: 0, by: 1 };
}
const lineAt = (row: number): number => stride().first + row * stride().by;
const total = (): number => {
  const { first, by } = stride();
  const lines = filter.kind === 'lines' && filter.text === '' ? counted : log.lines;
  return Math.max(0, Math.ceil((lines - first) / by));
};

function facts(): ListFacts {
  const complete = filter.kind === 'requests' || counted === log.lines;
  // Lines that are not counted yet are longer than those that are: every estimate is too large.
  const bytes = complete ? log.lines * BYTES : 0.8 * counted * BYTES;
  return { list, total: total(), complete, bytes, allBytes: log.lines * BYTES, limited: false };
}

function row(line: number): LogRow {
  const flagged = log.scanned && isFlagged(line);
  const words = `Solve the following problem step by step. Problem: if x is ${line}, what is the square of x plus one?`;
  return {
    offset: line * BYTES,
    length: BYTES - 1,
    part: 0,
    line: filter.kind === 'requests' || line < counted ? line + 1 : null,
    kind: line % 11 === 10 && filter.kind === 'lines' ? 'text' : 'request',
    time: START + line * 1700,
    account: log.hostile ? HOSTILE : `sk-${(line * 7919) % 99991}`,
    model: line % 3 === 0 ? 'claude-opus-4-1' : 'claude-sonnet-4-5',
    template: log.scanned ? (flagged ? 'T3' : line % 2 === 0 ? 'T12' : '') : '',
    score: !log.scanned ? 0 : flagged ? 0.973 : 0.002,
    verdict: flagged ? 'distillation' : log.scanned && line % 5 === 1 ? 'automation' : 'none',
    flagged,
    cleared: flagged && line % 70 === 10,
    preview: log.hostile
      ? HOSTILE
      : flagged
        ? words
        : `Could you look over this paragraph of my letter, number ${line}?`,
    requests: 1,
  };
}

function rows(from: RowPlace, count: number): { rows: LogRow[]; last: boolean } {
  const all: LogRow[] = [];
  if ('before' in from) {
    const end = Math.floor(from.before / BYTES);
    for (let line = Math.max(0, end - count); line < end; line++) all.push(row(line));
    return { rows: all, last: end === log.lines };
  }
  if ('near' in from) {
    const start = Math.floor(from.near / BYTES);
    for (let line = start; line < Math.min(log.lines, start + count); line++) all.push(row(line));
    return { rows: all, last: start + count >= log.lines };
  }
  for (let at = from.row; at < Math.min(total(), from.row + count); at++) all.push(row(lineAt(at)));
  return { rows: all, last: from.row + count >= total() };
}

function request(offset: number): RequestView {
  const shown = row(Math.floor(offset / BYTES));
  const slot = log.hostile ? HOSTILE : `if x is ${offset / BYTES}, what is the square of x plus one?`;
  const prompt: RequestView['messages'][number]['segments'] = shown.flagged
    ? [
        {
          text: 'Solve the following problem step by step, and show all of your reasoning.\n\nProblem: ',
          kind: 'fixed',
        },
        { text: slot, kind: 'slot', slot: 1 },
        { text: '\n\nEnd with the answer in a box.', kind: 'fixed' },
      ]
    : [{ text: shown.preview, kind: 'plain' }];
  return {
    row: shown,
    facts: [
      ['status', 'ok'],
      ['output tokens', '1,204'],
      ['temperature', '1'],
      ['address', '203.0.113.7'],
      ['format', 'litellm'],
    ],
    messages:
      shown.kind === 'text'
        ? []
        : [
            {
              role: 'system',
              segments: [{ text: 'You are an expert tutor.', kind: shown.flagged ? 'fixed' : 'plain' }],
              toolCalls: '',
              media: 0,
              cut: 0,
            },
            { role: 'user', segments: prompt, toolCalls: '', media: 1, cut: 0 },
            {
              role: 'answer',
              segments: [{ text: 'First we square x.\nThen we add one.', kind: 'plain' }],
              toolCalls: '',
              media: 0,
              cut: 1200,
            },
          ],
    source: JSON.stringify({ model: shown.model, messages: [{ role: 'user', content: shown.preview }] }, null, 2),
    sourceCut: 0,
    evidence: shown.flagged
      ? [
          { text: '412 of 430 requests use templates that ask for the reasoning to be written out.', weight: 4.21 },
          { text: 'The account works through every hour of the day.', weight: 1.3 },
          { text: 'It pays by invoice since two years.', weight: -0.8 },
        ]
      : [],
    campaign: shown.flagged ? 'C1' : '',
  };
}

const answers: { [K in ExplorerQuestionKind]: (ask: ExplorerQuestions[K]['ask']) => ExplorerQuestions[K]['answer'] } = {
  log: () => ({
    name: log.hostile ? HOSTILE : 'requests.jsonl',
    path: '/logs/requests.jsonl',
    size: log.lines * BYTES,
    compression: 'none',
    members: [],
    member: '/logs/requests.jsonl',
    scanned: log.scanned,
    changed: log.changed ?? 'none',
    requests: log.scanned ? log.lines : 0,
    flagged: log.scanned ? Math.floor(log.lines / 7) : 0,
    cleared: 0,
    seekable: true,
  }),
  list: (asked) => {
    filter = asked;
    list++;
    return facts();
  },
  rows: ({ from, count }) => rows(from, count),
  request: ({ offset }) => request(offset),
  step: ({ offset, by }) => {
    let at = Math.floor(offset / BYTES);
    do at += by;
    while (at >= 0 && at < log.lines && !isFlagged(at));
    if (at < 0 || at >= log.lines) return null;
    return { row: Math.floor((at - stride().first) / stride().by), offset: at * BYTES, part: 0, line: at + 1 };
  },
  find: ({ line }) => {
    const at = Math.max(0, Math.min(total() - 1, Math.ceil((line - 1 - stride().first) / stride().by)));
    return { row: at, offset: lineAt(at) * BYTES, part: 0, line: lineAt(at) + 1 };
  },
  facets: () => ({
    facets: log.scanned
      ? [
          { field: 'campaign', values: [{ value: 'C1', label: 'C1: reasoning written out', requests: 120 }], more: 0 },
          { field: 'verdict', values: [{ value: 'distillation', label: 'distillation', requests: 120 }], more: 0 },
          {
            field: 'account',
            values: [{ value: 'sk-1', label: log.hostile ? HOSTILE : 'sk-1', requests: 7 }],
            more: 3,
          },
        ]
      : [],
  }),
  names: ({ field, text }) => ({
    names: Array.from({ length: 9 }, (_, k) => (field === 'account' ? `sk-${k}` : `T${k}`)).filter((name) =>
      name.includes(text),
    ),
  }),
};

function answer<K extends ExplorerQuestionKind>(id: number, kind: K, body: ExplorerQuestions[K]['ask']): void {
  window.setTimeout(() => {
    window.tellExplorer({ type: 'answer', replyTo: id, kind, body: answers[kind](body) } as ToExplorer);
  }, 1);
}

window.told = [];
window.tellExplorer = (message) => {
  if (message.type === 'list') counted = log.counted = Math.round(message.facts.bytes / BYTES);
  window.postMessage(message, '*');
};
Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage(data: unknown) {
      const message = fromExplorer(structuredClone(data));
      if (message === undefined) throw new Error(`Not a message of the protocol: ${JSON.stringify(data)}`);
      window.told.push(message);
      if (message.type === 'saveFilters') window.tellExplorer({ type: 'filters', saved: message.saved });
      if (message.type === 'question') answer(message.id, message.kind, message.body);
    },
    getState: () => log.state,
    setState: (state: unknown) => {
      window.keptState = state;
    },
  }),
});
