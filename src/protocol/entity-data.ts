/** What several accounts may have in common (addresses, clients, templates and so on): who has it, and what links two accounts. */
import * as v from 'valibot';
import { LineRef } from '../report/shape/report.ts';
import { Count, countWithin, Name, Names, textWithin, Time } from '../schema/shapes.ts';
import { ENTITY_KINDS } from './entity-kinds.ts';
import type { QuestionShapes } from './exchange.ts';
import { TimeCounts } from './explorer-data.ts';

export const EntityKind = v.picklist(ENTITY_KINDS);
export type EntityKind = v.InferOutput<typeof EntityKind>;

/** An account, or something that accounts have in common. */
export const EntityRef = v.object({ kind: v.picklist(['account', ...ENTITY_KINDS]), value: Name });
export type EntityRef = v.InferOutput<typeof EntityRef>;

const EntityRow = v.object({
  value: v.string(),
  accounts: Count,
  requests: Count,
  /** Those among them that belong to a campaign. */
  inCases: Count,
});
export type EntityRow = v.InferOutput<typeof EntityRow>;

export const EntityView = v.object({
  /** `report`: only what a report says of it, without the rest of the log. */
  scope: v.picklist(['scan', 'report']),
  accounts: Count,
  /** Null where a report does not say. */
  requests: v.nullable(Count),
  inCases: v.nullable(Count),
  first: Time,
  last: Time,
  /** The line to open first: of a campaign, if there is one. */
  line: v.nullable(LineRef),
  /** Campaigns that some of its requests belong to, most requests first. */
  cases: v.array(v.object({ campaign: v.string(), accounts: Count, requests: v.nullable(Count) })),
  /** Accounts that have it, most requests first, at most 300. */
  users: v.pipe(
    v.array(
      v.object({
        account: v.string(),
        /** Requests that carry it. */
        requests: v.nullable(Count),
        /** All requests of the account. */
        of: Count,
        inCases: v.nullable(Count),
      }),
    ),
    v.maxLength(300),
  ),
  /** Null where no request has a time. */
  times: v.nullable(TimeCounts),
  /** What the same requests carry besides, most requests first, at most eight of a kind. */
  beside: v.array(v.object({ kind: EntityKind, values: v.array(EntityRow), more: Count })),
});
export type EntityView = v.InferOutput<typeof EntityView>;

export const EntityList = v.object({
  /** Kinds that the log has at all. */
  kinds: v.array(EntityKind),
  /** At most 500. */
  rows: v.array(EntityRow),
  /** All that contain the text. */
  total: Count,
});
export type EntityList = v.InferOutput<typeof EntityList>;

const GraphNode = v.object({
  ...EntityRef.entries,
  /** Accounts that have it; 0 for an account. */
  accounts: Count,
  requests: Count,
  isOpen: v.boolean(),
  /** What it is linked to and is not drawn. */
  more: Count,
});
export type GraphNode = v.InferOutput<typeof GraphNode>;

/** Accounts and what they have in common, as far as they were unfolded. */
export const EntityGraph = v.object({
  nodes: v.array(GraphNode),
  /** An account and something it has, by their places in `nodes`. */
  links: v.array(v.object({ account: Count, entity: Count, requests: Count })),
});
export type EntityGraph = v.InferOutput<typeof EntityGraph>;

/** From one account to another by what they have in common: accounts and entities in turn. */
export const AccountPath = v.array(v.object({ ...EntityRef.entries, accounts: Count }));
export type AccountPath = v.InferOutput<typeof AccountPath>;

const Kinds = v.pipe(v.array(EntityKind), v.maxLength(ENTITY_KINDS.length));
/** Accounts that something may have to be drawn or followed. */
const AtMost = v.exactOptional(Count);

/** Answered by a thread that holds the requests. */
export const entityQuestions = {
  entity: { ask: EntityRef, answer: EntityView },
  /** Those that most accounts of campaigns have come first. Without a kind, the first that the log has. */
  entities: {
    ask: v.object({ kind: v.nullable(EntityKind), text: textWithin(1000), limit: countWithin(1, 500) }),
    answer: EntityList,
  },
  /** What stands around entities that were unfolded; the accounts of a campaign come first. */
  entityGraph: {
    ask: v.object({
      ...{ open: v.pipe(v.array(EntityRef), v.maxLength(40)), kinds: Kinds, atMost: AtMost },
      first: v.exactOptional(Name),
    }),
    answer: EntityGraph,
  },
  /** The path whose links the fewest accounts have; empty where there is none. */
  accountPath: {
    ask: v.object({ from: Name, to: Name, kinds: Kinds, atMost: AtMost }),
    answer: v.object({ path: AccountPath, unknown: Names }),
  },
} satisfies QuestionShapes;
