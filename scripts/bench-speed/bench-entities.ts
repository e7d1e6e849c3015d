/**
 * What the pages of entities, and a brush and a query in the log explorer, cost with 25,000 accounts and 500,000 requests:
 * `npm run bench:entities`. Prints the time of each answer, the first of its kind and then again, beside the goal of one second, and
 * the processor time of the explorer's rows, counts and bars.
 */
import { syntheticResult } from '../../test/fixtures/synthetic-result.ts';
import { EntityAnswers, type EntityQuestion } from '../../src/extension/model/entities/entity-answers.ts';
import { entitySource } from '../../src/extension/model/entities/entity-source.ts';
import { fileRows } from '../../src/extension/explorer/log-rows.ts';
import { RequestList } from '../../src/extension/explorer/request-list.ts';
import { requestFacets } from '../../src/extension/model/request-facets.ts';
import { requestTimes } from '../../src/extension/model/request-times.ts';
import { Results } from '../../src/extension/model/results.ts';
import type { LogFilter } from '../../src/protocol/explorer-messages.ts';
import { table } from '../../src/report/benchmark/markdown.ts';
import type { Trait } from '../../src/report/shape/request-index.ts';

const GOAL_MS = 1000;
const { report, index } = syntheticResult({ campaigns: 20, members: 250, ordinary: 20_000 });

/** Accounts of a campaign share addresses, many others an office; a client is everybody's. */
function traits(): Trait[] {
  const addresses = ['', ...Array.from({ length: 15_000 }, (_, at) => `198.51.${at >> 8}.${at & 255}`)];
  const clients = ['', 'curl/8.7', 'python-requests/2.32', 'openai-python/1.40'];
  const address = Uint32Array.from(index.account, (account, row) => 1 + ((account * 7 + (row % 3) * 31) % 15_000));
  const client = Uint32Array.from(index.account, (account) => 1 + (account % 3));
  const organisation = Uint32Array.from(index.accounts, (_, at) => 1 + (at % 4000));
  const names = ['', ...Array.from({ length: 4000 }, (_, at) => `org-${at}`)];
  return [
    { kind: 'address', names: addresses, column: address, of: 'request' },
    { kind: 'client', names: clients, column: client, of: 'request' },
    { kind: 'organisation', names, column: organisation, of: 'account' },
  ];
}

const results = new Results(report, { ...index, traits: traits() }, 'many.jsonl');
const [one, other] = [index.accounts[1]!, index.accounts[20_001]!];
const kinds = ['template', 'address', 'client', 'organisation'] as const;
const questions: Record<string, EntityQuestion> = {
  'an address': { kind: 'entity', body: { kind: 'address', value: '198.51.0.7' } },
  'a client that a third of all accounts have': { kind: 'entity', body: { kind: 'client', value: 'curl/8.7' } },
  'the list of addresses': { kind: 'entities', body: { kind: 'address', text: '', limit: 500 } },
  'the graph around an address': {
    kind: 'entityGraph',
    body: { open: [{ kind: 'address', value: '198.51.0.7' }], kinds: [...kinds] },
  },
  'a path between two accounts': { kind: 'accountPath', body: { from: one, to: other, kinds: [...kinds] } },
};

function timed(act: () => unknown): string {
  const start = performance.now();
  act();
  return `${Math.round(performance.now() - start)} ms`;
}

const source = entitySource(results);
console.log(`${index.accounts.length} accounts, ${index.length} requests; goal ${GOAL_MS} ms`);
console.log(`copying the columns to the thread: ${timed(() => structuredClone(source))}`);
const rows = Object.entries(questions).map(([what, question]) => {
  const fresh = new EntityAnswers(source);
  return [what, timed(() => fresh.to(question)), timed(() => fresh.to(question))];
});
console.log(table(['answer', 'first', 'again'], rows));

const file = fileRows(results, index.files[0]!)!;
const all: LogFilter = { kind: 'requests', account: '', template: '', campaign: '', flagged: false, text: '' };
const { start, end } = report.period!;
const filters: Record<string, LogFilter> = {
  'a brush over a third of the time': { ...all, from: start + 0.3 * (end - start), to: start + 0.6 * (end - start) },
  'a query of three fields': {
    ...all,
    verdict: 'distillation',
    account: one,
    except: [{ field: 'template', value: index.templates[1]! }],
  },
};

/** The median of seven, with the first. */
function processorTime(act: () => unknown): string {
  const times = Array.from({ length: 7 }, () => {
    const before = process.cpuUsage();
    act();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return `${Math.round(times.toSorted((a, b) => a - b)[3]!)} ms (first ${Math.round(times[0]!)})`;
}

const unasked = { ask: () => Promise.reject(new Error('No line is read.')) };
const costs = Object.entries(filters).map(([what, filter]) => [
  what,
  processorTime(() => new RequestList(file, filter, unasked)),
  processorTime(() => requestFacets(file, filter)),
  processorTime(() => requestTimes(file, filter)),
]);
console.log(table(['log explorer', 'rows', 'counts', 'bars'], costs));
