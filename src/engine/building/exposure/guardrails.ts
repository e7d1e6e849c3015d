/** What guardrails of gateways said of the requests of a campaign. It weighs nothing: people have their reasons to be stopped. */
import type { GuardrailUse } from '../../../report/shape/report.ts';
import type { FactTable } from '../../table/fact-table.ts';

const KINDS = 8;

/** Rows with verdicts of guardrails, for all campaigns of a report. */
export function guardrailVerdicts(facts: FactTable): Map<number, string[]> {
  return new Map([...facts.having('guardrail')].map(([row, { guardrails = [] }]) => [row, guardrails]));
}

/** Undefined where no request has one. */
export function guardrailUse(
  rows: Iterable<number>,
  verdicts: ReadonlyMap<number, readonly string[]>,
): GuardrailUse | undefined {
  if (verdicts.size === 0) return undefined;
  const kinds = new Map<string, number>();
  let requests = 0;
  for (const row of rows) {
    const own = verdicts.get(row);
    if (own === undefined) continue;
    requests++;
    for (const verdict of own) kinds.set(verdict, (kinds.get(verdict) ?? 0) + 1);
  }
  if (requests === 0) return undefined;
  const most = [...kinds].map(([verdict, count]) => ({ verdict, requests: count }));
  most.sort((a, b) => b.requests - a.requests || (a.verdict < b.verdict ? -1 : 1));
  return { requests, kinds: most.slice(0, KINDS) };
}
