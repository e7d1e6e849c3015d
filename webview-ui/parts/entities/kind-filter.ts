/** Which kinds of entities are followed, and how many accounts may have one. */
import type { EntityKind } from '../../../src/protocol/entity-data.ts';
import { choice } from '../controls/choice.ts';
import { h } from '../dom.ts';
import { t } from '../words.ts';
import { kindsName } from './entity-words.ts';

export interface ChosenKinds {
  kinds: EntityKind[];
  atMost?: number;
}

const AT_MOST = ['any', '5', '20', '100'] as const;

export function kindFilter(
  kinds: readonly EntityKind[],
  changed: () => void,
): { element: HTMLElement; chosen: () => ChosenKinds } {
  const on = new Set(kinds);
  let limit: (typeof AT_MOST)[number] = 'any';
  const boxes = kinds.map((kind) => {
    const box = h('input', {
      type: 'checkbox',
      checked: true,
      onchange: () => {
        on[box.checked ? 'add' : 'delete'](kind);
        changed();
      },
    });
    return h('label.check', box, kindsName(kind));
  });
  const names = { any: t('any number'), ...Object.fromEntries(AT_MOST.slice(1).map((one) => [one, one])) };
  const most = choice('Accounts that have it, at most', names as Record<typeof limit, string>, limit, (chosen) => {
    limit = chosen;
    changed();
  });
  return {
    element: h('div.controls.kind-filter', { role: 'group', 'aria-label': t('What is followed') }, ...boxes, most),
    chosen: () => ({ kinds: kinds.filter((kind) => on.has(kind)), ...(limit !== 'any' && { atMost: Number(limit) }) }),
  };
}
