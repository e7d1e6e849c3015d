/**
 * The streams of single clients inside a relay: requests that its accounts pass on with the same parameters, in templates that
 * come back. A relay and a campaign under a relay's cover look alike as a whole; what one client does is judged by itself.
 */
import { addTo } from '../../../math/lists/many.ts';
import type { Slice } from '../../accounts/slices.ts';
import type { Candidate, CandidateInput } from './candidate.ts';
import type { RelayGroup } from './relay-groups.ts';

/** Requests of a template with these parameters, of the stream, and templates, that make a stream. */
const MINIMUM = { ofTemplate: 5, requests: 40, templates: 2 };
/** Log odds of membership of an account with several requests of the stream, and with one. */
const SEVERAL = 3;
const ONE = 1;

export function relayedStreams(
  relays: readonly RelayGroup[],
  { slices, shared, table }: CandidateInput,
  smallest: number,
): Candidate[] {
  const { parameters } = table.rows;
  return relays.flatMap(({ accounts }) => {
    const byParameters = new Map<number, Map<number, Slice[]>>();
    for (const account of accounts)
      for (const slice of slices.ofAccount.get(account) ?? [])
        for (const [number, rows] of rowsBy(slice.rows, parameters)) {
          const ofTemplate = byParameters.get(number) ?? new Map<number, Slice[]>();
          byParameters.set(number, ofTemplate);
          const list = ofTemplate.get(slice.template);
          const part = { ...slice, rows: Uint32Array.from(rows) };
          if (list) list.push(part);
          else ofTemplate.set(slice.template, [part]);
        }
    return [...byParameters]
      .sort((a, b) => a[0] - b[0])
      .flatMap(([, ofTemplate]) => {
        const kept = [...ofTemplate].filter(([, list]) => requestsOf(list) >= MINIMUM.ofTemplate);
        const stream = kept.flatMap(([, list]) => list);
        if (kept.length < MINIMUM.templates || requestsOf(stream) < MINIMUM.requests) return [];
        const ofAccount = new Map<number, Slice[]>();
        for (const slice of stream.sort((a, b) => a.account - b.account || a.template - b.template))
          addTo(ofAccount, slice.account, slice);
        if (ofAccount.size < smallest) return [];
        const templates = kept.map(([template]) => template).sort((a, b) => a - b);
        const own = [...ofAccount.values()];
        return [
          {
            kind: 'relayed' as const,
            accounts: [...ofAccount.keys()],
            membership: own.map((list) => (requestsOf(list) > 1 ? SEVERAL : ONE)),
            traits: own.map(() => ({})),
            near: [],
            templates,
            slices: own,
            information: own.flat().reduce((sum, { template }) => sum + shared.weight[template]!, 0) / own.length,
            strangers: templates.map(
              (template) => slices.ofTemplate.get(template)!.filter(({ account }) => !ofAccount.has(account)).length,
            ),
          },
        ];
      });
  });
}

function rowsBy(rows: Uint32Array, column: Uint32Array): Map<number, number[]> {
  const parts = new Map<number, number[]>();
  for (const row of rows) addTo(parts, column[row]!, row);
  return parts;
}

const requestsOf = (list: readonly Slice[]): number => list.reduce((sum, { rows }) => sum + rows.length, 0);
