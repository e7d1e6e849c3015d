/** The sample traffic, wrapped as shippers, queues, searches, programs and databases keep it, must come to the same accounts and verdicts. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import test, { before } from 'node:test';
import { audit } from '../../../src/engine/pipeline/audit.ts';
import type { Report } from '../../../src/report/shape/report.ts';
import { demoLines } from '../../../src/demo/demo-lines.ts';
import { planDemo } from '../../../src/demo/demo-plan.ts';
import { scratchFolder } from '../../harness/folders.ts';

interface Payload {
  startTime: number;
  model: string;
  metadata: Record<'user_api_key_hash' | 'user_api_key_org_id' | 'requester_ip_address' | 'user_agent', string | null>;
  messages: unknown;
  model_parameters: object;
  response: object;
}

type Wrapping = (call: object, who: { user_id: string | null } & object, time: number) => object;

const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64');
const iso = (time: number): string => new Date(time * 1000).toISOString();

/** Who called stands with the call, in an object of its own, or around the call. */
const WRAPPINGS: Readonly<Record<string, Wrapping>> = {
  'a line of CloudWatch': (call, who, time) => ({
    timestamp: Math.round(time * 1000),
    message: JSON.stringify({ ...call, auth: who }),
  }),
  'a CloudEvent': (call, who, time) => ({ specversion: '1.0', type: 'llm.call', time: iso(time), ...who, data: call }),
  'a hit of a search': (call, { user_id: id, ...who }, time) => ({
    _index: 'calls',
    _source: { '@timestamp': iso(time), user: { id }, ...who, llm: call },
  }),
  'a message of a queue': (call, who, time) => ({ topic: 'calls', offset: 1, timestamp: time, value: { ...who, ...call } }),
  'a message of Kafka’s REST proxy': (call, who, time) => ({
    topic: 'calls',
    key: null,
    value: base64(JSON.stringify({ ts: iso(time), ...who, ...call })),
    offset: 1,
  }),
  'an event of Lambda with messages of Kafka': (call, who, time) => ({
    eventSource: 'aws:kafka',
    records: { 'calls-0': [{ topic: 'calls', timestamp: Math.round(time * 1000), value: base64(JSON.stringify({ ...who, ...call })) }] },
  }),
  'a subscription of CloudWatch': (call, who, time) => {
    const logEvents = [{ id: '1', timestamp: Math.round(time * 1000), message: JSON.stringify({ ...call, auth: who }) }];
    const data = { messageType: 'DATA_MESSAGE', logGroup: 'calls', logEvents };
    return { awslogs: { data: base64(gzipSync(JSON.stringify(data))) } };
  },
  'a push of Pub/Sub': (call, who, time) => ({
    message: { data: base64(JSON.stringify({ ...who, ...call })), publishTime: iso(time), messageId: '1' },
    subscription: 'projects/p/subscriptions/calls',
  }),
  'a log of one’s own': (call, who, time) => ({ sessionId: 's', type: 'call', ts: time, context: who, exchange: call }),
};

/** Rows of a table of one's own, as databases write them into a dump. */
type Row = readonly (string | null)[];

const COLUMNS = ['id', 'created_at', 'user_id', 'org_id', 'client_ip', 'user_agent', 'request', 'response'];

const typed = (quote: string): string =>
  COLUMNS.map((name) => `  ${quote}${name}${quote} ${/^re/.test(name) ? 'json' : 'text'}`).join(',\n');

const copied = (cell: string | null): string =>
  cell?.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t') ?? '\\N';
const doubled = (cell: string | null): string => (cell === null ? 'NULL' : `'${cell.replaceAll("'", "''")}'`);
const slashed = (cell: string | null): string =>
  cell === null ? 'NULL' : `'${cell.replace(/[\\'"]/g, '\\$&').replaceAll('\n', '\\n')}'`;

const DUMPS: Readonly<Record<string, (rows: readonly Row[]) => string>> = {
  'a dump of PostgreSQL': (rows) =>
    `SET standard_conforming_strings = on;\nCREATE TABLE public.calls (\n${typed('"')}\n);\n\n` +
    `COPY public.calls (${COLUMNS.join(', ')}) FROM stdin;\n` +
    `${rows.map((row) => `${row.map(copied).join('\t')}\n`).join('')}\\.\n`,
  'a dump of PostgreSQL with INSERT': (rows) =>
    `SET standard_conforming_strings = on;\nCREATE TABLE public.calls (\n${typed('"')}\n);\n\n` +
    rows.map((row) => `INSERT INTO public.calls VALUES (${row.map(doubled).join(', ')});\n`).join(''),
  'a dump of MySQL': (rows) => {
    const lines = Array.from({ length: Math.ceil(rows.length / 70) }, (_, at) => rows.slice(at * 70, at * 70 + 70));
    const insert = (some: readonly Row[]): string =>
      `INSERT INTO \`calls\` VALUES ${some.map((row) => `(${row.map(slashed).join(',')})`).join(',')};\n`;
    return `-- MySQL dump 10.13\n\nCREATE TABLE \`calls\` (\n${typed('`')}\n);\n${lines.map(insert).join('')}`;
  },
};

const found = ({ inputs, accounts, campaigns }: Report): object => ({
  requests: inputs.requests,
  rejected: inputs.rejected,
  accounts: accounts
    .map(({ account, requests, verdict, first, last }) => [account, requests, verdict, first, last].join())
    .sort(),
  campaigns: campaigns.filter(({ verdict }) => verdict !== 'none').map(({ accounts: members }) => members.toSorted()),
});

/** A call of the sample, who made it, and when. */
function callOf(line: string): Parameters<Wrapping> {
  const { startTime, model, metadata, messages, model_parameters: parameters, response } = JSON.parse(line) as Payload;
  const who = {
    user_id: metadata.user_api_key_hash,
    org_id: metadata.user_api_key_org_id,
    client_ip: metadata.requester_ip_address,
    user_agent: metadata.user_agent,
  };
  return [{ request: { model, messages, ...parameters }, response }, who, startTime];
}

const lines = [...demoLines(planDemo({ seed: 4, requests: 3000 }))];
const folder = scratchFolder('wrapped-traffic-');

async function read(text: string): Promise<object> {
  const file = path.join(folder, 'log');
  writeFileSync(file, text);
  return found((await audit([file], { workers: 0 })).report);
}

let expected: object;
before(async () => {
  expected = await read(lines.join(''));
  assert.ok((expected as { campaigns: unknown[] }).campaigns.length > 0, 'the sample holds a campaign');
});

test('time and account are found around a call: the same traffic in wrappers leads to the same findings', async () => {
  for (const [name, wrap] of Object.entries(WRAPPINGS)) {
    const wrapped = lines.map((line) => `${JSON.stringify(wrap(...callOf(line)))}\n`);
    assert.deepEqual(await read(wrapped.join('')), expected, name);
  }
});

test('the same traffic in dumps of databases leads to the same findings', async () => {
  const rows = lines.map((line, id): Row => {
    const [{ request, response }, who, time] = callOf(line) as [{ request: object; response: object }, Record<string, string>, number];
    const { user_id: user = null, org_id: org = null, client_ip: address = null, user_agent: agent = null } = who;
    return [String(id), iso(time), user, org, address, agent, JSON.stringify(request), JSON.stringify(response)];
  });
  for (const [name, write] of Object.entries(DUMPS)) assert.deepEqual(await read(write(rows)), expected, name);
});
