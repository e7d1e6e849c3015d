/** What the made-up accounts have in common besides templates: accounts of a campaign share three addresses and two clients. */
import type { RequestIndex, Trait } from '../../../src/report/shape/request-index.ts';
import { chance, type MadeUpAccount, named, type Size } from './accounts.ts';
import { START } from './traffic.ts';

const CLIENTS = ['python-requests/2.32', 'curl/8.7', 'openai-python/1.40'];

export function madeUpTraits({ account, length }: RequestIndex, people: readonly MadeUpAccount[], size: Size): Trait[] {
  const traits = {
    address: column(people.map((one) => madeUpAddress(one.campaign, size.hostile, one.index))),
    client: column(people.map(({ campaign, index }) => CLIENTS[campaign === null ? index % 3 : campaign % 2] ?? '')),
    organisation: column(people.map(({ organisation }) => organisation)),
    payment: column(
      people.map(({ campaign, index }) => (campaign === null ? '' : named(`card-${campaign}-${index % 4}`, size))),
    ),
    signup: column(
      people.map(({ campaign, index }) =>
        hourBefore(campaign === null ? Math.floor(2000 * chance(index, 5)) : 30 + campaign),
      ),
    ),
  };
  const ofRequest = (values: Uint32Array): Uint32Array =>
    Uint32Array.from({ length }, (_, row) => values[account[row] ?? 0] ?? 0);
  return (Object.keys(traits) as (keyof typeof traits)[]).map((kind) => {
    const { names, values } = traits[kind];
    const isOfRequest = kind === 'address' || kind === 'client';
    return { kind, names, of: isOfRequest ? 'request' : 'account', column: isOfRequest ? ofRequest(values) : values };
  });
}

export const madeUpAddress = (campaign: number | null, hostile: boolean, index = 0): string =>
  campaign === null
    ? `198.51.100.${index % 200}`
    : named(`203.0.113.${8 * campaign + (index % 3)}`, { hostile } as Size);

const hourBefore = (hours: number): string => `${new Date(START - hours * 3_600_000).toISOString().slice(0, 13)}:00Z`;

function column(values: readonly string[]): { names: string[]; values: Uint32Array } {
  const names = ['', ...new Set(values.filter((value) => value !== ''))];
  const numbers = new Map(names.map((name, number) => [name, number]));
  return { names, values: Uint32Array.from(values, (value) => numbers.get(value) ?? 0) };
}
