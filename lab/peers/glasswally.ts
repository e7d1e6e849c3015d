/**
 * Glasswally (github.com/m0rs3c0d3/Glasswally), built by `build-glasswally.sh`. It is given what it reads of a request, and what it writes to
 * its audit log is counted: who is suspended, alone or in a cluster, is called; whom it hands to an analyst is suspected; whom it slows
 * down is neither. An account has its highest score. What comes from
 * below the log (TLS and HTTP/2 fingerprints, order of headers), payment, country and networks is not in these logs.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha53 } from '../../src/math/hash.ts';
import { judged, type Peer, type PeerRequest } from './peer.ts';

interface Action {
  action_type: string;
  account_id: string;
  cluster_id: number | null;
  affected_accounts: string[];
}

export const glasswally = (program: string): Peer => ({
  name: 'Glasswally 0.1.0',
  judge: (requests) => {
    const folder = mkdtempSync(join(tmpdir(), 'glasswally-'));
    const log = join(folder, 'log.jsonl');
    writeFileSync(log, requests.map((request, at) => `${JSON.stringify(eventOf(request, at))}\n`).join(''));
    const out = execFileSync(program, ['--mode', 'replay', '--path', log, '--output', folder], {
      ...{ encoding: 'utf8', maxBuffer: 2 ** 30, stdio: ['ignore', 'pipe', 'inherit'] },
    });
    const written = join(folder, 'audit_log.jsonl');
    const lines = existsSync(written) ? readFileSync(written, 'utf8').trim().split('\n') : [];
    rmSync(folder, { recursive: true });
    const scores = new Map(requests.map(({ account }) => [account, 0]));
    for (const [, text] of out.matchAll(/^SCORE (.*)$/gm)) {
      const [account, score] = JSON.parse(text!) as [string, number];
      scores.set(account, Math.max(scores.get(account)!, score));
    }
    return judged(
      requests.length,
      verdictsOf(
        scores,
        lines.map((line) => JSON.parse(line) as Action),
      ),
    );
  },
});

const eventOf = ({ account, time, address, organisation, system, last, ...more }: PeerRequest, at: number): object => ({
  request_id: String(at),
  account_id: account,
  timestamp: new Date(time).toISOString(),
  ip_address: address || '0.0.0.0',
  ...{
    user_agent: more.userAgent,
    model: more.model,
    prompt: [system, last].join('\n').trim(),
    token_count: more.tokens,
  },
  ...{ payment_method_hash: null, org_id: organisation || null, country_code: '', header_order: [], ja3_hash: null },
  ...{ ja3s_hash: null, h2_settings: null, tls_library: null, asn_number: null, asn_org: null },
  max_tokens: more.maxTokens ?? null,
  system_prompt_hash: system === '' ? null : sha53(system).toString(16).slice(0, 16),
  campaign_label: null,
});

function verdictsOf(scores: ReadonlyMap<string, number>, actions: readonly Action[]) {
  const [clusters, called, seen] = [new Map<string, string>(), new Set<string>(), new Set<string>()];
  for (const { action_type: kind, account_id: account, cluster_id: cluster, ...action } of actions) {
    if (cluster !== null) clusters.set(account, `cluster ${cluster}`);
    if (/suspend|takedown/i.test(kind)) for (const one of action.affected_accounts) called.add(one);
    else if (/canary|review/i.test(kind)) seen.add(account);
  }
  return [...scores].map(([account, score]) => ({
    ...{ account, score },
    verdict: called.has(account)
      ? ('distillation' as const)
      : seen.has(account)
        ? ('suspected' as const)
        : ('none' as const),
    ...(clusters.has(account) && { group: clusters.get(account)! }),
  }));
}
