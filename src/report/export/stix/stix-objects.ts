/** The objects of STIX 2.1 that an export is made of, with what all of them have in common. */
import { stixId, userAccountId } from '../deterministic-ids.ts';

export interface StixObject {
  type: string;
  id: string;
}

/** What every domain and relationship object says: who made it, when, who may see it. */
export interface Origin {
  /** ISO 8601 with milliseconds. */
  time: string;
  version: string;
}

export const TOOL_ID = stixId('identity', 'prompt-traffic-audit');

/**
 * Names of accounts are personal data, and whoever reads them could warn the account: for the receiving organisation and
 * those it works with. One of the four markings that STIX 2.1 defines (section 7.2.1.4); it is used as it is there.
 */
const AMBER = {
  type: 'marking-definition',
  spec_version: '2.1',
  id: 'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82',
  created: '2017-01-20T00:00:00.000Z',
  definition_type: 'tlp',
  name: 'TLP:AMBER',
  definition: { tlp: 'amber' },
};

/** A domain or relationship object; `identity` is what makes it this one and no other. */
export function stixObject<T extends string>(
  type: T,
  identity: readonly string[],
  { time }: Origin,
  properties: Readonly<Record<string, unknown>>,
): StixObject & { type: T } {
  return {
    type,
    ...{ spec_version: '2.1' },
    id: stixId(type, ...identity),
    ...{ created_by_ref: TOOL_ID, created: time, modified: time, object_marking_refs: [AMBER.id], lang: 'en' },
    ...properties,
  };
}

export function userAccount(name: string): StixObject {
  return {
    type: 'user-account',
    ...{ spec_version: '2.1' },
    id: userAccountId(name),
    ...{ user_id: name, object_marking_refs: [AMBER.id] },
  };
}

export function relationship(
  type: 'indicates' | 'related-to' | 'based-on' | 'uses',
  source: StixObject,
  target: StixObject,
  origin: Origin,
): StixObject {
  return stixObject('relationship', [type, source.id, target.id], origin, {
    relationship_type: type,
    source_ref: source.id,
    target_ref: target.id,
  });
}

/** The tool itself and the marking that the others refer to. */
export function fixedObjects({ time, version }: Origin): StixObject[] {
  const tool = {
    type: 'identity',
    ...{ spec_version: '2.1' },
    id: TOOL_ID,
    ...{
      created: time,
      modified: time,
      name: 'Prompt Traffic Audit',
      description: `Finds distillation attacks in request logs. Version ${version}.`,
      identity_class: 'system',
    },
  };
  return [AMBER, tool];
}

/** A string of a STIX pattern (section 9.2): quotes and backslashes are escaped. */
export const patternString = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
