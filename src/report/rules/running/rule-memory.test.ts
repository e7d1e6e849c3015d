/** Rules over logs that are followed come to what one run over everything does, and read only what is new. */
import assert from 'node:assert/strict';
import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { rounds } from '../../../../test/harness/all.ts';
import { follow } from '../../../engine/follow/follow.ts';
import type { AuditResult } from '../../../engine/pipeline/audit.ts';
import { canaryRules } from '../canaries.ts';
import { joinRules, parseRuleFile } from '../parse-rules.ts';
import type { EventRule, Rule } from '../rule.ts';
import { RuleMemory } from './rule-memory.ts';
import { runRules } from './run-rules.ts';

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'rule-memory-'));
});
after(() => rmSync(folder, { recursive: true }));

const line = (n: number): string =>
  `${JSON.stringify({
    schema: 'prompt-audit-request/1',
    id: `r${n}`,
    time: 1_777_900_000_000 + n * 60_000,
    account: { value: `key-${n % 3}`, kind: 'key' },
    ...(n % 5 > 0 && { address: `198.51.100.${n % 7}` }),
    ...(n < 12 && { userAgent: 'old/1' }),
    messages: [{ role: 'user', text: n % 4 === 0 ? `blue heron ${n}` : `What is ${n} and why?` }],
    content: 'full',
    status: 'ok',
  })}\n`;

const RULES = `title: Herons
id: heron
level: low
logsource: { category: request }
detection: { s: { prompt|contains: heron }, condition: s }
---
title: An agent that only the first requests have
id: agent
level: low
logsource: { category: request }
detection: { s: { userAgent: new/1 }, condition: s }
---
title: Many addresses
id: addresses
level: high
correlation:
  type: value_count
  rules: [heron]
  group-by: [account]
  timespan: 1h
  condition: { gte: 2, field: address }
---
title: All that an account sends
id: slices
level: low
logsource: { category: slice }
detection: { s: { requests|gte: 1 }, condition: s }
`;
const rules = [...joinRules([parseRuleFile(RULES, 'r.yml')]), ...canaryRules('blue heron\nwhat is 2', 'canaries.txt')];

/** The rules, of which the first on requests also counts how many it is asked about. */
function counting(own: readonly Rule[], asked: { count: number }): Rule[] {
  const counted = own.find((rule): rule is EventRule => rule.kind === 'event' && rule.category === 'request')!;
  const matches: EventRule['matches'] = (event) => {
    asked.count++;
    return counted.matches(event);
  };
  return own.map((rule) => (rule === counted ? { ...counted, matches } : rule));
}

/** Follows logs; each step changes them, and each report is held against one run over everything. */
async function followed(
  paths: readonly string[],
  steps: readonly (() => void)[],
  { own = rules, keepRequests = 500 } = {},
): Promise<number[]> {
  const memory = new RuleMemory();
  const stop = new AbortController();
  const asked: number[] = [];
  let step = 0;
  await follow(paths, {
    workers: 0,
    pollMs: 1,
    pauseMs: 0,
    keepRequests,
    signal: stop.signal,
    onReport: async (result: AuditResult, places) => {
      const count = { count: 0 };
      const found = await runRules(counting(own, count), places, result, {}, memory);
      asked.push(count.count);
      assert.deepEqual(found, await runRules(own, places, result), `report ${asked.length}`);
      assert.ok(found.length > 0);
      const change = steps[step++];
      if (change === undefined) stop.abort();
      change?.();
    },
  });
  assert.equal(asked.length, steps.length + 1);
  return asked;
}

const text = (from: number, to: number): string => Array.from({ length: to - from }, (_, n) => line(from + n)).join('');

function fresh(): string {
  return join(mkdtempSync(join(folder, 'log-')), 'app.log');
}

test('only what was written since the last report is read, also behind a rotation and a line that was cut', async () => {
  const log = fresh();
  writeFileSync(log, text(0, 40));
  const half = line(60).length / 2;
  const asked = await followed(
    [log],
    [
      () => appendFileSync(log, text(40, 60) + line(60).slice(0, half)),
      () => appendFileSync(log, line(60).slice(half) + text(61, 63)),
      () => {
        renameSync(log, `${log}.1`);
        writeFileSync(log, text(63, 70));
      },
      () => appendFileSync(log, text(70, 71)),
    ],
  );
  // The last whole line is read once more: what follows it decides whether it is whole.
  assert.deepEqual(asked, [40, 21, 3, 8, 3]);
});

test('a log that cannot be read from the middle is read again when it has changed', async () => {
  const log = fresh();
  const packed = `${log}.gz`;
  writeFileSync(packed, gzipSync(text(0, 20)));
  writeFileSync(log, text(20, 30));
  const asked = await followed(
    [log, packed],
    [() => appendFileSync(log, text(30, 32)), () => writeFileSync(packed, gzipSync(text(0, 25)))],
  );
  assert.deepEqual(asked, [30, 3, 26]);
});

test('a rule that reads the template is asked about every request each time: the next scan may give it another', async () => {
  const own = joinRules([
    parseRuleFile(
      RULES.replace('prompt|contains: heron', 'prompt|contains: heron, template|exists: false'),
      'template.yml',
    ),
  ]);
  const log = fresh();
  writeFileSync(log, text(0, 30));
  assert.deepEqual(await followed([log], [() => appendFileSync(log, text(30, 40))], { own }), [30, 40]);
});

test('requests that are judged no longer have no hits, and make no field known', async () => {
  const log = fresh();
  writeFileSync(log, text(0, 30));
  const grow = Array.from({ length: 8 }, (_, n) => () => appendFileSync(log, text(30 + 10 * n, 40 + 10 * n)));
  assert.ok((await followed([log], grow, { keepRequests: 20 })).slice(1).every((count) => count <= 11));
});

test('knowledge of one log in an archive is of no other log in it', async () => {
  const file = fresh();
  writeFileSync(file, 'both of them');
  const memory = new RuleMemory();
  const member = (name: string) =>
    ({
      path: `${file}!${name}`,
      file,
      member: name,
      container: 'zip',
      compression: 'none',
      encoding: 'utf8',
      size: 12,
    }) as const;
  const startOf = async (name: string): Promise<number> => {
    const { start } = await memory.open(member(name), 0);
    await memory.close(member(name), true);
    return start;
  };
  assert.equal(await startOf('a'), 0);
  memory.end();
  assert.deepEqual([await startOf('b'), await startOf('a')], [0, Infinity]);
});

test('whatever logs go through, rules come to what one run over everything does', async () => {
  const change = fc.oneof(
    { weight: 4, arbitrary: fc.record({ count: fc.nat(12), noise: fc.constantFrom('', '\n', '{"cut":\n', 'x}\n') }) },
    fc.constantFrom('rename' as const, 'copy' as const, 'join' as const),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 2, maxLength: 6 }), fc.constantFrom(15, 500), async (all, keep) => {
      const log = fresh();
      let at = 20;
      let rotations = 0;
      const more = (count: number): string => text(at, (at += count));
      writeFileSync(log, text(0, at));
      const apply = (what: (typeof all)[number]): void => {
        const old = `${log}.${String(++rotations).padStart(3, '0')}`;
        if (what === 'rename') {
          renameSync(log, old);
          writeFileSync(log, more(2));
        } else if (what === 'copy') {
          copyFileSync(log, old);
          truncateSync(log, 0);
          appendFileSync(log, more(1));
        } else if (what === 'join') {
          // A request of two lines, which waits for the second.
          const piece = (part: object): string => `${JSON.stringify({ custom_id: `b${rotations}`, ...part })}\n`;
          appendFileSync(log, piece({ method: 'POST', url: '/v1/chat/completions', body: BODY }) + more(1));
        } else appendFileSync(log, what.noise + more(what.count + 1));
      };
      const steps = all.map((what) => () => apply(what));
      await followed([log], steps, { keepRequests: keep });
      assert.ok(readFileSync(log).length > 0);
    }),
    { numRuns: rounds(12) },
  );
});

const BODY = { model: 'm', messages: [{ role: 'user', content: 'blue heron in a batch' }] };
