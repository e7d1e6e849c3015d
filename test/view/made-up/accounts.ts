/** Who sends in the made-up scan of the view tests: people, apps, batch jobs and the accounts of four campaigns. */

export interface Size {
  accounts: number;
  templates: number;
  /** Puts markup, escapes and bidirectional marks into every name and prompt. */
  hostile: boolean;
}

type Kind = 'person' | 'app' | 'batch' | 'relay' | 'harvest';

export interface MadeUpAccount {
  index: number;
  name: string;
  kind: Kind;
  campaign: number | null;
  organisation: string;
}

export const CAMPAIGNS = ['C-7f2a', 'C-19be', 'C-c04d', 'C-5511'] as const;
/** The campaign whose accounts are all of one customer. */
export const CUSTOMER = 2;
/** The campaign that passes requests of many people on. */
export const RELAY = 3;
/** Templates that campaigns use: each fourth of them belongs to the same one. */
export const HARVESTED = 14;

const HOSTILE = '<img src=x onerror="window.pwned=1">\u202egnp.exe\u001b[31m\u0000<script>window.pwned=1</script>';

export const named = (text: string, { hostile }: Size): string => (hostile ? `${text}${HOSTILE}` : text);

/** A number from 0 to 1 that depends on its arguments only. */
export function chance(a: number, b: number): number {
  let x = (Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 7, 0x85ebca6b)) >>> 0;
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d) >>> 0;
  x = Math.imul(x ^ (x >>> 12), 0x297a2d39) >>> 0;
  return ((x ^ (x >>> 15)) >>> 0) / 2 ** 32;
}

export function madeUpAccounts(size: Size): MadeUpAccount[] {
  return Array.from({ length: size.accounts }, (_, index) => {
    const draw = chance(index, 1);
    const campaign = draw < 0.09 ? Math.floor(chance(index, 2) * CAMPAIGNS.length) : null;
    const kind = campaign === null ? innocentKind(draw) : campaign === RELAY ? 'relay' : 'harvest';
    const label = kind === 'app' || kind === 'batch' ? `svc-${kind}` : kind === 'person' ? 'user' : 'key';
    return {
      index,
      name: named(`${label}-${(index * 7919 + 104_729).toString(36)}`, size),
      kind,
      campaign,
      organisation: campaign === null ? `org-${Math.floor(chance(index, 3) * 180)}` : `org-${900 + campaign}`,
    };
  });
}

function innocentKind(draw: number): Kind {
  if (draw < 0.16) return 'app';
  return draw < 0.2 ? 'batch' : 'person';
}
