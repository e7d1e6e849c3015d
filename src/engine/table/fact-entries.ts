/** Facts as a list of kinds with a value each, and back. What tells more of a block follows the block. */
import type { DocumentName, Facts, ResentReasoning, SignedReasoning } from '../../reader/records/facts/facts.ts';
import { literals } from '../../schema/words.ts';

/** A table of facts holds their places in this list; those of `TEXTS` have a text, all others a number. */
export const KINDS = literals(`refusal errorClass thinking thinkingTokens produced resent item producer minted prefix
  before last dropped historyToolId issuedToolId device clientSession statedDay statedIdentity modelServed
  fallback batchId guardrail openingTag share laterTurn document asked heard said sent beside keptAnswer earlierAnswer`);

export type FactKind = (typeof KINDS)[number];
/** A document that is not told apart is 0. */
export type FactValue = string | number | DocumentName;

/** Facts whose field has the name of their kind and its value. */
const PLAIN_TEXTS = literals('errorClass thinking device clientSession statedIdentity modelServed batchId');
const PLAIN = [...PLAIN_TEXTS, 'thinkingTokens', 'statedDay', 'asked', 'keptAnswer', 'earlierAnswer'] as const;

/** Fields that are lists, with the kind of what is in them. */
const LISTS = [
  ['dropped', 'dropped'],
  ['guardrail', 'guardrails'],
  ['historyToolId', 'historyToolIds'],
  ['issuedToolId', 'issuedToolIds'],
  ['laterTurn', 'laterTurns'],
] as const satisfies [FactKind, keyof Facts][];
const LIST_OF: ReadonlyMap<FactKind, (typeof LISTS)[number][1]> = new Map(LISTS);

export const TEXT_KINDS: ReadonlySet<FactKind> = new Set([
  ...PLAIN_TEXTS,
  ...(['refusal', 'produced', 'resent', 'item', 'producer', 'dropped', 'guardrail', 'openingTag'] as const),
]);

type Take = (kind: FactKind, value: FactValue) => void;

/** All but the documents, which many answers name that have no other fact: to ask for each of the others takes longer than all else. */
export function eachEntry(facts: Facts, take: Take): void {
  for (const name in facts) if (name !== 'documents') return eachOther(facts, take);
}

function eachOther(facts: Facts, take: Take): void {
  if (facts.refusal !== undefined) take('refusal', facts.refusal.category);
  for (const name of PLAIN) {
    const value = facts[name];
    if (value !== undefined) take(name, value);
  }
  if (facts.fallback === true) take('fallback', 1);
  for (const block of facts.produced ?? []) eachOfBlock('produced', block, take);
  for (const block of facts.resent ?? []) {
    eachOfBlock('resent', block, take);
    take('prefix', block.prefix);
    take('before', block.before);
    if (block.last) take('last', 1);
  }
  if (facts.openingTag !== undefined) {
    take('openingTag', facts.openingTag.name);
    take('share', facts.openingTag.share);
  }
  for (const [kind, name] of LISTS) for (const value of facts[name] ?? []) take(kind, value);
}

function eachOfBlock(kind: FactKind, { hash, item, producer, minted }: SignedReasoning, take: Take): void {
  take(kind, hash);
  if (item !== undefined) take('item', item);
  if (producer !== undefined) take('producer', producer);
  if (minted !== undefined) take('minted', minted);
}

export function readFacts(entries: Iterable<readonly [FactKind, FactValue]>): Facts {
  const facts: Facts = {};
  let block: Partial<ResentReasoning> = {};
  for (const [kind, value] of entries) {
    if (kind === 'document' || typeof value === 'object') {
      const documents = (facts.documents ??= []);
      if (typeof value === 'object') documents.push(value);
      continue;
    }
    switch (kind) {
      case 'refusal':
        facts.refusal = { category: String(value) };
        break;
      case 'fallback':
        facts.fallback = true;
        break;
      case 'produced':
        (facts.produced ??= []).push((block = { hash: String(value) }));
        break;
      case 'resent':
        block = { hash: String(value), last: false };
        (facts.resent ??= []).push(block as ResentReasoning);
        break;
      case 'last':
        block.last = true;
        break;
      case 'item':
      case 'producer':
      case 'minted':
      case 'prefix':
      case 'before':
        Object.assign(block, { [kind]: value });
        break;
      case 'openingTag':
        facts.openingTag = { name: String(value), share: 0 };
        break;
      case 'heard':
      case 'said':
      case 'sent':
      case 'beside':
        // Of the table itself: see `FactTable.each`.
        break;
      case 'share':
        if (facts.openingTag !== undefined) facts.openingTag.share = Number(value);
        break;
      default: {
        const list = LIST_OF.get(kind);
        if (list === undefined) Object.assign(facts, { [kind]: value });
        else ((facts[list] ??= []) as FactValue[]).push(value);
      }
    }
  }
  return facts;
}
