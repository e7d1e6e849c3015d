/**
 * What a team knows of its own traffic, next to the campaigns that it may explain: requests of clients that it lists, and moves to a
 * model on the day of its release. Both are shown and weigh nothing: anyone can send the user agent of a known client.
 */
import type { KnownClient, ModelRelease, TeamContext } from '../accounts/team-context.ts';
import type { KnownClientUse, ReleaseMove } from '../accounts/team-use.ts';
import type { Candidate } from '../campaigns/candidates/candidate.ts';
import type { RequestTable } from '../table/request-table.ts';
import type { TemplatePart } from '../templates/intent/template-part.ts';
import type { CampaignReport } from '../../report/shape/report.ts';
import type { DetectionResult } from './detection-result.ts';

/** A campaign, or accounts that relay. */
interface Group {
  accounts: readonly number[];
  judgement?: { candidate: Pick<Candidate, 'slices'> };
}

type Remarks = Pick<CampaignReport, 'knownClients' | 'releases'>;

export function teamRemarks(
  groups: readonly Group[],
  found: Pick<DetectionResult, 'table' | 'texts' | 'profiles'>,
  { clients, releases }: TeamContext,
): Remarks[] {
  const moves = groups.length === 0 ? [] : releases.flatMap((release) => movesOf(release, found.table) ?? []);
  return groups.map((group) => {
    const known = clientsOf(group, clients, found);
    const moved = moves
      .map((move) => releaseMove(move, group.accounts))
      .filter(({ moved: members }) => members >= MIN_MOVED);
    return { ...(known.length > 0 && { knownClients: known }), ...(moved.length > 0 && { releases: moved }) };
  });
}

/** One account that moves is no event. */
const MIN_MOVED = 2;

/** Listed clients by name: two entries of one name are one client. */
function clientsOf(
  { accounts, judgement }: Group,
  clients: readonly KnownClient[],
  { table, texts, profiles }: Pick<DetectionResult, 'table' | 'texts' | 'profiles'>,
): KnownClientUse[] {
  const { rows, names } = table;
  const slices =
    judgement?.candidate.slices.flat() ??
    accounts.map((account) => ({ account, template: -1, rows: profiles.get(account)!.rows }));
  return [...new Set(clients.map(({ name }) => name))].flatMap((name) => {
    const own = clients.filter((client) => client.name === name);
    const programs = own.flatMap((client) => ('userAgent' in client ? [client.userAgent] : []));
    const openings = own.flatMap((client) => ('systemPrompt' in client ? [oneSpaced(client.systemPrompt)] : []));
    const isProgram = names.userAgent.values.map((value) => programs.some((program) => value.startsWith(program)));
    let requests = 0;
    const senders = new Set<number>();
    for (const { account, template, rows: sent } of slices) {
      const opening = oneSpaced(openingOf(texts.get(template)?.parts));
      const isProduct = openings.some((known) => opening.startsWith(known));
      for (const row of sent) {
        if (!isProduct && !isProgram[rows.userAgent[row]!]) continue;
        requests++;
        senders.add(account);
      }
    }
    return requests === 0 ? [] : [{ name, requests, accounts: senders.size }];
  });
}

/** The fixed text with which all prompts of a template begin: the system prompt, where there is one. */
function openingOf(parts: readonly TemplatePart[] = []): string {
  const [first] = parts;
  return first !== undefined && 'text' in first ? first.text : '';
}

const oneSpaced = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** For each account number, whether it could have moved to a model, and whether it did. */
interface Moves {
  release: ModelRelease;
  able: Uint8Array;
  moved: Uint8Array;
}

const DAY = 86_400_000;
/** The day of the release and the next. */
const WITHIN = 2 * DAY;
/** Share of an account's requests from its first use of the model on. */
const MIN_SHARE = 0.5;

/** Nothing when the log does not know the model. */
function movesOf(release: ModelRelease, { rows, names, length }: RequestTable): Moves | undefined {
  const model = names.model.values.indexOf(release.model);
  if (model <= 0) return undefined;
  const day = Date.parse(`${release.released}T00:00:00Z`);
  const accounts = names.account.values.length;
  const before = new Uint8Array(accounts);
  const used = new Uint8Array(accounts);
  const after = new Uint8Array(accounts);
  const first = new Float64Array(accounts).fill(Infinity);
  for (let row = 0; row < length; row++) {
    const [time, account, isModel] = [rows.time[row]!, rows.account[row]!, rows.model[row] === model];
    if (time < day) {
      before[account] = 1;
      if (isModel) used[account] = 1;
    } else if (time >= day) {
      after[account] = 1;
      if (isModel && time < first[account]!) first[account] = time;
    }
  }
  const since = new Uint32Array(accounts);
  const there = new Uint32Array(accounts);
  for (let row = 0; row < length; row++) {
    const account = rows.account[row]!;
    // A request without a time is after nothing.
    if (!(rows.time[row]! >= first[account]!)) continue;
    since[account]!++;
    if (rows.model[row] === model) there[account]!++;
  }
  const able = before.map((sent, account) =>
    account > 0 && sent === 1 && after[account] === 1 && used[account] === 0 ? 1 : 0,
  );
  const moved = able.map((could, account) =>
    could === 1 && first[account]! < day + WITHIN && there[account]! >= MIN_SHARE * since[account]! ? 1 : 0,
  );
  return { release, able, moved };
}

function releaseMove({ release, able, moved }: Moves, accounts: readonly number[]): ReleaseMove {
  const sum = (column: Uint8Array): number => accounts.reduce((all, account) => all + column[account]!, 0);
  const total = (column: Uint8Array): number => column.reduce((all, one) => all + one, 0);
  const [ownMoved, ownAble] = [sum(moved), sum(able)];
  return {
    model: release.model,
    released: release.released,
    moved: ownMoved,
    able: ownAble,
    othersMoved: total(moved) - ownMoved,
    othersAble: total(able) - ownAble,
  };
}
