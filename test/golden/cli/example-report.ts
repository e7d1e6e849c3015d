import type { Evidence, LineRef, Report } from '../../../src/core/report/report.ts';

const line = (file: string, number: number): LineRef => ({ file, line: number, offset: number * 1000, length: 900 });

const evidence = (detector: string, weight: number, text: string, ...lines: LineRef[]): Evidence => ({
  detector,
  text,
  weight,
  statistic: 0.5,
  p: 0.001,
  n: 120,
  lines,
});

const queue = evidence(
  'work-queue',
  5.25,
  '412 questions were dealt over 3 accounts without one collision (expected 37.2).',
  line('logs/a.jsonl', 120),
  line('logs/a.jsonl', 121),
  line('logs/b.jsonl.gz', 7),
  line('logs/b.jsonl.gz', 8),
);
const repeats = evidence('repeats', -0.75, 'One account asked 4 of its questions again, as people do.', line('logs/a.jsonl', 500));

/** A report with one of everything, and with text in it that tries to take over the terminal. */
export const EXAMPLE_REPORT: Report = {
  version: 1,
  tool: { name: 'prompt-traffic-audit', version: '0.1.0' },
  partial: true,
  settings: { accountPrior: 0.01, threshold: 0.9, seed: 1 },
  inputs: {
    lines: 1205,
    records: 1200,
    rejected: 3,
    skipped: 2,
    requests: 1201,
    bytes: 2_345_678,
    files: [
      { path: 'logs/a.jsonl', bytes: 2_000_000, compression: 'none', formats: { litellm: 1000, openai: 1 }, lines: 1005, records: 1000, rejected: 3, skipped: 2, requests: 1001 },
      { path: 'logs/b.jsonl.gz', bytes: 345_678, compression: 'gzip', formats: { litellm: 200 }, lines: 200, records: 200, rejected: 0, skipped: 0, requests: 200 },
      { path: 'logs/c.bin', bytes: 0, compression: 'none', formats: {}, lines: 0, records: 0, rejected: 0, skipped: 0, requests: 0, error: 'This is a binary file, not a log.' },
    ],
    reasons: [
      { outcome: 'rejected', reason: 'the JSON is not complete', count: 3, examples: [line('logs/a.jsonl', 17)] },
      { outcome: 'skipped', reason: 'blank line', count: 2, examples: [] },
    ],
  },
  period: { start: Date.UTC(2026, 4, 4), end: Date.UTC(2026, 4, 13, 23, 59) },
  population: { requests: 1201, accounts: 40, templates: 6, organisations: 2, models: 3 },
  detectors: [
    { id: 'work-queue', name: 'Work queue', family: 'coordination', state: 'ran', judged: 12 },
    { id: 'repeats', name: 'Repeated questions', family: 'benign', state: 'ran', judged: 40 },
    { id: 'payment', name: 'Shared payment', family: 'coordination', state: 'abstained', reason: 'no account directory was given (--accounts)', judged: 0 },
  ],
  campaigns: [
    {
      id: 'c1',
      score: 0.9871,
      verdict: 'distillation',
      accounts: ['key-one', 'key-\u001b[31mtwo', 'key-three', 'key-four', 'key-five'],
      templates: ['t1'],
      requests: 412,
      first: Date.UTC(2026, 4, 5),
      last: Date.UTC(2026, 4, 12),
      summary: 'Reasoning traces are collected question by question, dealt over five accounts.',
      evidence: [queue],
      counterEvidence: [repeats],
    },
  ],
  accounts: [
    {
      account: 'key-one',
      identity: 'strong',
      score: 0.973,
      verdict: 'distillation',
      requests: 150,
      flaggedRequests: 138,
      outputTokens: 90_000,
      first: Date.UTC(2026, 4, 5, 8),
      last: Date.UTC(2026, 4, 12, 9, 30),
      organisation: 'org-\u202e1',
      campaign: 'c1',
      slices: [{ template: 't1', requests: 138, score: 0.97 }],
      evidence: [queue],
      counterEvidence: [],
    },
    {
      account: '198.18.0.7',
      identity: 'weak',
      score: 0.31,
      verdict: 'automation',
      requests: 80,
      flaggedRequests: 0,
      outputTokens: 4000,
      first: null,
      last: null,
      slices: [],
      evidence: [],
      counterEvidence: [repeats],
    },
    { account: 'quiet', identity: 'strong', score: 0.002, verdict: 'none', requests: 3, flaggedRequests: 0, outputTokens: 90, first: null, last: null, slices: [], evidence: [], counterEvidence: [] },
  ],
  templates: [
    {
      id: 't1',
      score: 0.98,
      verdict: 'distillation',
      requests: 412,
      accounts: 5,
      organisations: 0,
      parts: [{ text: 'Problem:\n' }, { slot: 0, examples: ['How many goats\u0007 are left?'] }, { text: '\n\nWrite your whole chain of thought.' }],
      intents: [{ intent: 'reasoning traces', probability: 0.96, spans: ['whole chain of thought'] }],
      campaigns: ['c1'],
      lines: [line('logs/a.jsonl', 120)],
    },
  ],
  findings: [
    { id: 'f1', kind: 'campaign', subject: 'c1', verdict: 'distillation', score: 0.9871, title: 'Campaign c1', detail: 'Reasoning traces.', lines: [line('logs/a.jsonl', 120)] },
  ],
};

/** What a scan of clean traffic reports. */
export const CLEAN_REPORT: Report = {
  ...EXAMPLE_REPORT,
  partial: false,
  campaigns: [],
  accounts: EXAMPLE_REPORT.accounts.filter((account) => account.verdict === 'none'),
  templates: [],
  findings: [],
};
