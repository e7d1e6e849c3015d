/** Names of campaigns, accounts and templates as people type them: in full, or an unambiguous beginning. */
import type { Subject } from '../../report/export/subject.ts';
import { itemsNamed } from '../../report/export/subject-names.ts';
import type { ItemKind, Report } from '../../report/shape/report.ts';
import { count, counted } from '../../text/numbers.ts';
import { visibleLine } from '../../text/visible.ts';
import { UsageError } from '../usage-error.ts';

const NAMED = 3;
const KINDS: readonly ItemKind[] = ['campaign', 'template', 'account'];

export interface Item {
  kind: ItemKind;
  id: string;
}

/**
 * The full name of the subject. A text with which no name begins is returned unchanged.
 * @throws UsageError if several names begin with it
 */
export function wholeSubject(report: Report, { kind, id }: Subject): Subject {
  const { whole, begins } = itemsNamed(report, kind, id);
  const [first, ...others] = whole.length > 0 ? whole : begins;
  if (first === undefined) return { kind, id };
  if (others.length === 0) return { kind, id: first };
  throw new UsageError(
    `--${kind} ${visibleLine(id, 80)}: ${counted(begins.length, kind)} begin with that: ${listed(begins)}. Type more of the name.`,
  );
}

/**
 * What a name of any kind refers to. A name that fits two things is disambiguated by its kind: `account:C1`.
 * @throws UsageError if the report has nothing of that name, or several that begin with it
 */
export function itemNamed(report: Report, name: string): Item {
  const found = KINDS.flatMap((kind) => {
    const prefix = `${kind}:`;
    const texts = name.startsWith(prefix) ? [name, name.slice(prefix.length)] : [name];
    return texts.map((text) => ({ kind, ...itemsNamed(report, kind, text) }));
  });
  const itemsOf = (side: 'whole' | 'begins'): Item[] =>
    found.flatMap((one) => one[side].map((id) => ({ kind: one.kind, id })));
  const whole = itemsOf('whole');
  const items = whole.length > 0 ? whole : itemsOf('begins');
  const [item, ...others] = items;
  if (item === undefined)
    throw new UsageError(`The report has no campaign, template or account "${visibleLine(name, 80)}".`);
  if (others.length === 0) return item;
  const names = items.map(({ kind, id }) => `${kind}:${id}`);
  throw new UsageError(
    whole.length > 0
      ? `"${visibleLine(name, 80)}" names ${count(items.length)} things: say ${listed(names, ' or ')}.`
      : `"${visibleLine(name, 80)}": ${count(items.length)} names begin with that: ${listed(names)}. Type more of the name.`,
  );
}

function listed(names: readonly string[], separator = ', '): string {
  const shown = names.slice(0, NAMED).map((name) => visibleLine(name, 80));
  return `${shown.join(separator)}${names.length > NAMED ? ', …' : ''}`;
}
