/** The sample traffic, wrapped as shippers, queues, searches and programs wrap it, must come to the same accounts and verdicts. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { audit } from '../../../src/core/pipeline/audit.ts';
import type { Report } from '../../../src/core/report/report.ts';
import { demoLines } from '../../../src/demo/demo-lines.ts';
import { planDemo } from '../../../src/demo/demo-plan.ts';

interface Payload {
  startTime: number;
  model: string;
  metadata: Record<'user_api_key_hash' | 'user_api_key_org_id' | 'requester_ip_address' | 'user_agent', string | null>;
  messages: unknown;
  model_parameters: object;
  response: object;
}

type Wrapping = (call: object, who: { user_id: string | null } & object, time: number) => object;

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
  'a log of one’s own': (call, who, time) => ({ sessionId: 's', type: 'call', ts: time, context: who, exchange: call }),
};

const found = ({ inputs, accounts, campaigns }: Report): object => ({
  requests: inputs.requests,
  rejected: inputs.rejected,
  accounts: accounts
    .map(({ account, requests, verdict, first, last }) => [account, requests, verdict, first, last].join())
    .sort(),
  campaigns: campaigns.filter(({ verdict }) => verdict !== 'none').map(({ accounts: members }) => members.toSorted()),
});

test('time and account are found around a call: the same traffic in wrappers leads to the same findings', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'wrapped-traffic-'));
  const file = path.join(folder, 'log.jsonl');
  const read = async (lines: readonly string[]): Promise<object> => {
    writeFileSync(file, lines.join(''));
    return found((await audit([file], { workers: 0 })).report);
  };
  try {
    const lines = [...demoLines(planDemo({ seed: 4, requests: 3000 }))];
    const expected = await read(lines);
    assert.ok((expected as { campaigns: unknown[] }).campaigns.length > 0, 'the sample holds a campaign');
    for (const [name, wrap] of Object.entries(WRAPPINGS)) {
      const wrapped = lines.map((line) => {
        const { startTime, model, metadata, messages, model_parameters: parameters, response } = JSON.parse(line) as Payload;
        const call = { request: { model, messages, ...parameters }, response };
        const who = {
          user_id: metadata.user_api_key_hash,
          org_id: metadata.user_api_key_org_id,
          client_ip: metadata.requester_ip_address,
          user_agent: metadata.user_agent,
        };
        return `${JSON.stringify(wrap(call, who, startTime))}\n`;
      });
      assert.deepEqual(await read(wrapped), expected, name);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
