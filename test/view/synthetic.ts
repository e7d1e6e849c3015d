/**
 * A made-up scan of any size for the view tests: people, apps, batch jobs and four campaigns. Everything follows from
 * the number of an account, so that any window of the heatmap costs the same to make.
 * Longer than 250 lines: one made-up scan, all of whose numbers follow from the others.
 */
import { DEFAULT_SETTINGS } from '../../src/core/report/report.ts';
import type { HeatmapQuery, Metric } from '../../src/protocol/messages.ts';
import type {
  AccountDetail,
  AccountRow,
  CampaignReport,
  Evidence,
  HeatmapGrid,
  LineRef,
  Overview,
  TemplateReport,
  Verdict,
} from '../../src/protocol/view-model.ts';
import { decisionsOf } from './synthetic-decisions.ts';

export interface Size {
  accounts: number;
  templates: number;
  /** Puts markup, escapes and bidirectional marks into every name and prompt. */
  hostile: boolean;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
export const START = Date.UTC(2025, 2, 3);
export const END = START + 28 * DAY;
const PRIOR = Math.log(0.001 / 0.999);
const HOSTILE = '<img src=x onerror="window.pwned=1">\u202egnp.exe\u001b[31m\u0000<script>window.pwned=1</script>';

/** A number from 0 to 1 that depends on its arguments only. */
function chance(a: number, b: number): number {
  let x = (Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 7, 0x85ebca6b)) >>> 0;
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d) >>> 0;
  x = Math.imul(x ^ (x >>> 12), 0x297a2d39) >>> 0;
  return ((x ^ (x >>> 15)) >>> 0) / 2 ** 32;
}

const groupOf = (row: AccountRow, group: HeatmapQuery['group']): string =>
  group === 'none' ? '' : row[group] || '\u2013';

type Kind = 'person' | 'app' | 'batch' | 'relay' | 'harvest';

interface Member {
  index: number;
  name: string;
  kind: Kind;
  campaign: number | null;
  organisation: string;
}

export class Scan {
  readonly members: Member[];
  readonly accounts: AccountRow[];
  readonly templates: TemplateReport[];
  readonly campaigns: CampaignReport[];
  private readonly byName: Map<string, Member>;

  constructor(private readonly size: Size) {
    this.members = Array.from({ length: size.accounts }, (_, index) => this.member(index));
    this.byName = new Map(this.members.map((member) => [member.name, member]));
    this.accounts = this.members.map((member) => this.row(member)).sort((a, b) => b.score - a.score);
    this.templates = Array.from({ length: size.templates }, (_, index) => this.template(index));
    this.campaigns = [0, 1, 2, 3].map((index) => this.campaign(index));
  }

  name(text: string): string {
    return this.size.hostile ? `${text}${HOSTILE}` : text;
  }

  private member(index: number): Member {
    const draw = chance(index, 1);
    const campaign = draw < 0.09 ? Math.floor(chance(index, 2) * 4) : null;
    const kind: Kind =
      campaign !== null
        ? campaign === 3
          ? 'relay'
          : 'harvest'
        : draw < 0.16
          ? 'app'
          : draw < 0.2
            ? 'batch'
            : 'person';
    const organisation = campaign === null ? `org-${Math.floor(chance(index, 3) * 180)}` : `org-${900 + campaign}`;
    const label = kind === 'app' || kind === 'batch' ? `svc-${kind}` : kind === 'person' ? 'user' : 'key';
    return {
      index,
      name: this.name(`${label}-${(index * 7919 + 104_729).toString(36)}`),
      kind,
      campaign,
      organisation,
    };
  }

  line(seed: number): LineRef {
    const line = 1 + Math.floor(chance(seed, 5) * 480_000);
    return { file: '/logs/litellm/2025-03.jsonl', line, offset: line * 2310, length: 2100 };
  }

  private lines(seed: number, amount: number): LineRef[] {
    return Array.from({ length: amount }, (_, index) => this.line(seed * 31 + index));
  }

  evidence(member: Member): { evidence: Evidence[]; counterEvidence: Evidence[] } {
    const make = (detector: string, text: string, weight: number, n: number, p?: number): Evidence => ({
      detector,
      text,
      weight: weight * (0.85 + 0.4 * chance(member.index, weight * 10)),
      statistic: weight,
      n,
      ...(p === undefined ? {} : { p }),
      lines: this.lines(member.index, Math.min(n, 9)),
    });
    const harvest = member.kind === 'harvest';
    return {
      evidence: harvest
        ? [
            make(
              'reasoning-trace',
              'Asks for the full chain of thought in 97% of 412 requests; 3% is usual here.',
              5.1,
              412,
            ),
            make(
              'slot-dataset',
              'The slot of its main template walks through 398 distinct questions without a repeat.',
              3.9,
              398,
              0.00002,
            ),
            make('load-balance', 'Its volume follows that of 41 other accounts within 4% an hour.', 2.6, 672, 0.004),
          ]
        : member.kind === 'person'
          ? []
          : [make('steady-clock', 'Sends day and night with gaps more even than chance allows.', 1.3, 880, 0.0003)],
      counterEvidence: [
        make(
          'human-hours',
          harvest ? 'Pauses for two hours each night.' : 'Works from 8 to 18 and rests on weekends.',
          harvest ? -0.6 : -2.2,
          28,
          0.04,
        ),
        ...(harvest ? [make('mixed-use', 'Eleven requests are ordinary conversation.', -0.9, 11)] : []),
      ],
    };
  }

  private scoreOf(member: Member): number {
    const { evidence, counterEvidence } = this.evidence(member);
    const sum = [...evidence, ...counterEvidence].reduce((total, item) => total + item.weight, PRIOR);
    return 1 / (1 + Math.exp(-sum));
  }

  private row(member: Member): AccountRow {
    const score = this.scoreOf(member);
    const verdict: Verdict =
      member.kind === 'harvest' && score > 0.5
        ? 'distillation'
        : member.kind === 'relay'
          ? 'relay'
          : member.kind === 'person'
            ? 'none'
            : 'automation';
    const requests = Math.round(20 + chance(member.index, 6) * (member.kind === 'person' ? 200 : 3000));
    return {
      account: member.name,
      score,
      verdict,
      requests,
      flaggedRequests: verdict === 'distillation' ? Math.round(requests * 0.93) : 0,
      organisation: member.organisation,
      campaign: member.campaign === null ? '' : this.campaignId(member.campaign),
      first: START + Math.floor(chance(member.index, 7) * 9 * DAY),
      last: END - Math.floor(chance(member.index, 8) * 6 * DAY),
      why:
        verdict === 'none' ? '' : this.name(`Sends only what the campaign sends: ${requests} of ${requests} requests.`),
    };
  }

  private campaignId(index: number): string {
    return this.name(['C-7f2a', 'C-19be', 'C-c04d', 'C-5511'][index] ?? `C-${index}`);
  }

  private template(index: number): TemplateReport {
    const flagged = index < 14;
    const score = flagged ? 0.99 - index * 0.03 : chance(index, 9) * 0.2;
    const subjects = ['contract clause', 'support ticket', 'unit test', 'meeting note', 'product page', 'SQL query'];
    const parts = flagged
      ? [
          { text: 'You are an expert tutor. Solve the problem below.\nThink step by step and ' },
          { text: 'write out your complete reasoning before the answer' },
          { text: '.\n\nProblem (' },
          { slot: 1, examples: ['algebra', 'organic chemistry', this.name('number theory')] },
          { text: '):\n' },
          {
            slot: 1,
            examples: [
              'Let f(x) = x³ − 3x + 1. How many real roots lie in [0, 1]?',
              'Balance: Fe + O₂ → Fe₂O₃.',
              'A train leaves at 9:40 …',
            ],
          },
          { text: `\n\nFormat: <reasoning>…</reasoning><answer>…</answer>\n${this.size.hostile ? HOSTILE : ''}` },
        ]
      : [
          { text: `Summarise the following ${subjects[index % 6] ?? ''} for a busy reader (style ${index}).\n\n` },
          { slot: 1, examples: ['Dear team, …', 'SELECT id FROM orders WHERE …'] },
        ];
    return {
      id: this.name(`T-${(index * 2654435761).toString(16).slice(-6)}`),
      score,
      verdict: flagged ? (score > 0.6 ? 'distillation' : 'relay') : 'none',
      requests: Math.round(40 + chance(index, 10) * (flagged ? 42_000 : 6000)),
      accounts: Math.round(3 + chance(index, 11) * (flagged ? 320 : 60)),
      organisations: Math.round(1 + chance(index, 12) * 12),
      parts,
      intents: flagged
        ? [
            { intent: 'Reasoning trace', probability: 0.97, spans: ['complete reasoning', 'step by step'] },
            { intent: 'Structured output', probability: 0.61, spans: ['format:'] },
          ]
        : [],
      campaigns: flagged ? [this.campaignId(index % 4)] : [],
      lines: this.lines(index + 5000, 8),
    };
  }

  private campaign(index: number): CampaignReport {
    const members = this.members.filter((member) => member.campaign === index);
    const summaries = [
      'Collects full reasoning traces for mathematics and science questions, spread evenly over its accounts.',
      'Collects agent runs with tool calls and screenshots, in bursts after each model release.',
      'Grades pairs of answers against a rubric, one pair a request, in the order of a data set.',
      'Passes on requests of many people through a shared pool of keys.',
    ];
    const some = members[0] ?? this.members[0];
    const pair = some === undefined ? { evidence: [], counterEvidence: [] } : this.evidence(some);
    const score = [0.998, 0.93, 0.71, 0.12][index] ?? 0.5;
    const weight = [...pair.evidence, ...pair.counterEvidence].reduce((sum, item) => sum + item.weight, 0);
    return {
      id: this.campaignId(index),
      score,
      verdict: index === 3 ? 'relay' : 'distillation',
      accounts: members.map((member) => member.name),
      templates: this.templates.filter((_, at) => at < 14 && at % 4 === index).map((template) => template.id),
      requests: members.length * 1400,
      first: START + index * DAY,
      last: END - index * DAY,
      priorLogOdds: Math.log(score / (1 - score)) - weight,
      summary: this.name(summaries[index] ?? ''),
      ...pair,
    };
  }

  private called(kind: 'campaigns' | 'accounts'): number {
    return this[kind].filter(({ verdict }) => verdict === 'distillation').length;
  }

  overview(revision: number): Overview {
    const hours = Array.from({ length: 200 }, (_, bin) => START + (bin + 0.5) * ((END - START) / 200));
    const flagged = hours.map((at, bin) =>
      Math.round(260 * this.rate('harvest', 0, at) * (0.8 + 0.4 * chance(bin, 20))),
    );
    return {
      revision,
      scanned: true,
      partial: false,
      headline: {
        state: 'distillation',
        sentence: `Looks like distillation: ${this.called('campaigns')} campaigns, ${this.called('accounts')} accounts (of ${this.accounts.length} accounts).`,
        beside: [],
      },
      title: '/logs/litellm (3 files)',
      inputs: {
        lines: 484_212,
        records: 480_100,
        rejected: 112,
        skipped: 4000,
        requests: 480_133,
        bytes: 1_131_400_221,
        files: [
          {
            path: '/logs/litellm/2025-03.jsonl',
            bytes: 901_400_000,
            compression: 'none',
            formats: { litellm: 400_000 },
            lines: 402_000,
            records: 400_000,
            rejected: 0,
            skipped: 2000,
            requests: 400_000,
          },
          {
            path: '/logs/litellm/2025-03-b.jsonl.gz',
            bytes: 230_000_000,
            compression: 'gzip',
            formats: { 'openai-chat': 80_000, anthropic: 133 },
            lines: 82_212,
            records: 80_100,
            rejected: 112,
            skipped: 2000,
            requests: 80_133,
          },
          {
            path: '/logs/litellm/notes.bin',
            bytes: 221,
            compression: 'none',
            formats: {},
            lines: 0,
            records: 0,
            rejected: 0,
            skipped: 0,
            requests: 0,
            error: 'This file is not text.',
          },
        ],
        reasons: [
          { outcome: 'skipped', reason: this.name('Health check'), count: 4000, examples: this.lines(1, 5) },
          {
            outcome: 'rejected',
            reason: 'The line ends in the middle of a JSON value',
            count: 112,
            examples: this.lines(2, 5),
          },
        ],
      },
      period: { start: START, end: END - 1 },
      population: {
        requests: 480_133,
        accounts: this.accounts.length,
        templates: this.templates.length,
        organisations: 184,
        models: 5,
      },
      settings: { ...DEFAULT_SETTINGS, threshold: 0.95 },
      detectors: [
        { id: 'reasoning-trace', name: 'Reasoning traces', family: 'intent', state: 'ran', judged: 2410 },
        { id: 'slot-dataset', name: 'Slots that walk a data set', family: 'dataset', state: 'ran', judged: 2410 },
        { id: 'steady-clock', name: 'Steady clock', family: 'automation', state: 'ran', judged: 1200 },
        { id: 'load-balance', name: 'Load balance between accounts', family: 'coordination', state: 'ran', judged: 38 },
        { id: 'human-hours', name: 'Human hours', family: 'benign', state: 'ran', judged: 1200 },
        { id: 'mixed-use', name: 'Mixed use', family: 'benign', state: 'ran', judged: 1200 },
        {
          id: 'shared-payment',
          name: 'Shared payment',
          family: 'coordination',
          state: 'abstained',
          reason: 'no account directory was given',
          judged: 0,
        },
      ],
      campaigns: this.campaigns,
      briefs: Object.fromEntries(
        this.campaigns.map(({ id }) => [
          id,
          {
            title: 'Knowledge listed topic by topic',
            facts: [
              ['Shared', '3 of 3 accounts share 1 address nobody else uses (192.0.2.7)'],
              ['Activity', 'still running when the log ends, 2025-03-31 23:58 UTC'],
            ],
            lookAlikes: ['G1, no finding: 15 accounts sent 450 requests of 2 shared templates: summaries.'],
          },
        ]),
      ),
      templates: this.templates.map((template) => ({ ...template, lines: template.lines.slice(0, 1) })),
      accounts: this.accounts,
      timeline: {
        bins: 200,
        requests: hours.map(
          (at, bin) =>
            Math.round(2100 * this.rate('person', 0, at) * (0.9 + 0.2 * chance(bin, 21))) + (flagged[bin] ?? 0),
        ),
        flagged,
        newModels: [
          { model: this.name('claude-sonnet-4-5'), time: START + 9 * DAY },
          { model: 'gpt-5-mini', time: START + 17.4 * DAY },
        ],
        pivots: [
          {
            campaign: this.campaigns[0]?.id ?? '',
            from: 'claude-sonnet-4',
            to: this.name('claude-sonnet-4-5'),
            time: START + 9.3 * DAY,
          },
        ],
      },
      triage: decisionsOf(this),
      rules: [
        {
          id: 'rule/shared-key',
          title: 'One account is used from many addresses within an hour',
          level: 'medium',
          tags: ['atlas.aml.t0008.005'],
          state: 'ran',
          hitCount: 1,
          hits: [
            {
              group: [{ field: 'account', value: this.accounts[0]?.account ?? '' }],
              matches: 210,
              values: 20,
              windows: 3,
              first: START,
              last: START + HOUR,
              lines: [this.line(3)],
            },
          ],
        },
        {
          id: 'rule/logprobs-harvest',
          title: 'Probabilities of tokens are asked for again and again',
          level: 'medium',
          tags: [],
          state: 'blind',
          reason: 'No request has logprobs.',
          hitCount: 0,
          hits: [],
        },
      ],
      scores: Array.from(
        { length: 10 },
        (_, tenth) => this.accounts.filter((row) => Math.min(9, Math.floor(row.score * 10)) === tenth).length,
      ),
    };
  }

  /** Relative volume at a time, about 0 to 2. */
  private rate(kind: Kind, index: number, at: number): number {
    const hour = Math.floor(at / HOUR) % 24;
    // 1 January 1970 was a Thursday.
    const weekend = (Math.floor(at / DAY) + 3) % 7 > 4;
    if (kind === 'harvest' || kind === 'relay') {
      const begun = at > START + chance(index, 7) * 9 * DAY && at < END - chance(index, 8) * 6 * DAY;
      const surge = at > START + 9 * DAY && at < START + 13 * DAY ? 2 : 1;
      return begun ? surge * (0.7 + 0.3 * Math.sin(hour / 4)) : 0;
    }
    if (kind === 'batch') return hour === index % 24 ? 3 : 0;
    if (kind === 'app') return 0.5 + 0.5 * Math.sin(((hour - 8) / 24) * 2 * Math.PI);
    const shift = (index % 3) * 6;
    const local = (hour + shift) % 24;
    return weekend ? 0.08 : local > 8 && local < 18 ? 1 : 0.04;
  }

  value(metric: Metric, member: Member, from: number, to: number): number {
    const middle = (from + to) / 2;
    const rate = this.rate(member.kind, member.index, middle) * (member.kind === 'person' ? 1 : 6);
    const noise = chance(member.index, Math.floor(middle / 60_000));
    const requests = Math.floor(
      rate * ((to - from) / HOUR) * noise * (0.3 + chance(member.index, 6)) + (noise > 0.93 ? rate : 0),
    );
    if (metric === 'outputTokens') return requests * (300 + Math.floor(900 * noise));
    if (metric === 'templates') return Math.min(requests, 1 + Math.floor(noise * 4));
    if (metric === 'flaggedShare') return requests === 0 ? NaN : member.kind === 'harvest' ? 0.7 + 0.3 * noise : 0;
    return requests;
  }

  private ordered = new Map<string, AccountRow[]>();

  private matching({ sort, group, filter, campaign, template }: HeatmapQuery): AccountRow[] {
    const key = JSON.stringify([sort, group, filter, campaign, template]);
    const known = this.ordered.get(key);
    if (known !== undefined) return known;
    const words = filter.toLowerCase();
    const rows = this.accounts.filter(
      (row) =>
        (words === '' || `${row.account} ${row.organisation} ${row.campaign}`.toLowerCase().includes(words)) &&
        (campaign === undefined || row.campaign === campaign) &&
        (template === undefined || row.campaign === this.templates.find((one) => one.id === template)?.campaigns[0]),
    );
    const by: Record<HeatmapQuery['sort'], (row: AccountRow) => number | string> = {
      score: (row) => -row.score,
      campaign: (row) => row.campaign || '\uffff',
      requests: (row) => -row.requests,
      first: (row) => row.first ?? 0,
      name: (row) => row.account,
    };
    const keyOf = by[sort];
    rows.sort(
      (a, b) =>
        (groupOf(a, group) < groupOf(b, group) ? -1 : groupOf(a, group) > groupOf(b, group) ? 1 : 0) ||
        (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0),
    );
    this.ordered.set(key, rows);
    return rows;
  }

  heatmap(query: HeatmapQuery): HeatmapGrid {
    const all = this.matching(query);
    const rows = all.slice(query.firstRow, query.firstRow + query.rows);
    const step = (query.to - query.from) / query.bins;
    const values = new Float32Array(rows.length * query.bins);
    rows.forEach((row, at) => {
      const member = this.byName.get(row.account);
      if (member === undefined) return;
      for (let bin = 0; bin < query.bins; bin++) {
        values[at * query.bins + bin] = this.value(
          query.metric,
          member,
          query.from + bin * step,
          query.from + (bin + 1) * step,
        );
      }
    });
    const most = 16 * (step / HOUR) * 1.3;
    return {
      revision: 1,
      accounts: rows.map((row) => row.account),
      verdicts: rows.map((row) => row.verdict),
      scores: rows.map((row) => row.score),
      campaigns: rows.map((row) => row.campaign),
      groups: rows.map((row) => groupOf(row, query.group)),
      from: query.from,
      to: query.to,
      bins: query.bins,
      values,
      max:
        query.metric === 'flaggedShare'
          ? 1
          : query.metric === 'outputTokens'
            ? most * 900
            : query.metric === 'templates'
              ? 4
              : Math.max(1, most),
      firstRow: query.firstRow,
      totalRows: all.length,
    };
  }

  account(name: string): AccountDetail {
    const row = this.accounts.find((one) => one.account === name);
    const member = this.byName.get(name);
    if (row === undefined || member === undefined) throw new Error('This account is not in the newest scan.');
    const { organisation, campaign, ...rest } = row;
    const slices = this.templates.slice(member.campaign ?? 40, (member.campaign ?? 40) + 6).map((template, at) => ({
      template: template.id,
      requests: Math.round(row.requests * [0.62, 0.2, 0.08, 0.03, 0.02, 0.01][at]!),
      score: at === 0 ? row.score : template.score,
    }));
    return {
      report: {
        ...rest,
        identity: 'strong',
        priorLogOdds: Math.log(0.001 / 0.999),
        outputTokens: row.requests * 740,
        organisation,
        ...(campaign === '' ? {} : { campaign }),
        slices,
        ...this.evidence(member),
      },
      models: [
        { model: 'claude-sonnet-4-5', requests: Math.round(row.requests * 0.8) },
        { model: 'gpt-5-mini', requests: Math.round(row.requests * 0.2) },
      ],
      priorLogOdds: PRIOR,
    };
  }

  hours(name: string, metric: Metric): Float32Array {
    const member = this.byName.get(name);
    if (member === undefined) throw new Error('This account is not in the newest scan.');
    return Float32Array.from({ length: 168 }, (_, hour) =>
      this.value(metric, member, START + 14 * DAY + hour * HOUR, START + 14 * DAY + (hour + 1) * HOUR),
    );
  }
}
