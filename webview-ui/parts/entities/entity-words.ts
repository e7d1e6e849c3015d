/** What kinds of entities are called, and buttons that lead to their pages. */
import { type EntityKind, type EntityRef } from '../../../src/protocol/entity-data.ts';
import type { Target } from '../../../src/protocol/messages.ts';
import { templateNames } from '../../../src/text/template-names.ts';
import { short } from '../../../src/text/visible.ts';
import type { PageContext } from '../../app/context.ts';
import { h } from '../dom.ts';
import { longName } from '../long-name.ts';
import { t } from '../words.ts';

const KIND_NAMES: Readonly<Record<EntityRef['kind'], string>> = {
  account: 'Account',
  template: 'Template',
  address: 'Address',
  client: 'Client',
  organisation: 'Organisation',
  payment: 'Payment mark',
  signup: 'Sign-up hour',
  toolset: 'Set of tools',
};

const KINDS_NAMES: Readonly<Record<EntityKind, string>> = {
  template: 'Templates',
  address: 'Addresses',
  client: 'Clients',
  organisation: 'Organisations',
  payment: 'Payment marks',
  signup: 'Sign-up hours',
  toolset: 'Sets of tools',
};

export const kindName = (kind: EntityRef['kind']): string => t(KIND_NAMES[kind]);
export const kindsName = (kind: EntityKind): string => t(KINDS_NAMES[kind]);

/** A template has its words; all else its name. */
export function entityName({ overview }: PageContext, { kind, value }: EntityRef, limit = 80): string {
  const words = kind === 'template' ? (templateNames(overview.templates).get(value) ?? '') : '';
  return short(words === '' ? value : words, limit);
}

export function entityTarget({ kind, value }: EntityRef): Target {
  if (kind === 'account') return { page: 'account', account: value };
  return { page: 'entity', kind, value };
}

export function entityLink(page: PageContext, entity: EntityRef): HTMLElement {
  const name = entityName(page, entity);
  const go = { title: name, onclick: () => page.go(entityTarget(entity)) };
  // Of a sentence the beginning tells it apart, of an id often the end.
  if (entity.kind === 'template') return h('button.link.opening', go, h('bdi', name));
  return h('button.link', { ...go, 'aria-label': name }, longName(name));
}
