/** Names of campaigns and accounts as people type them: whole, or a beginning that only one has. */
import type { Subject } from '../../core/export/subject.ts';
import type { Report } from '../../core/report/report.ts';
import { counted } from '../../text/numbers.ts';
import { visibleLine } from '../../text/visible.ts';
import { UsageError } from '../usage-error.ts';

const NAMED = 3;

/**
 * The subject by its whole name. A campaign may also be called by its key, which stays the same from scan to scan. What no name
 * begins with is given back as it was typed.
 * @throws UsageError when several begin so
 */
export function wholeSubject({ campaigns, accounts }: Report, { kind, id }: Subject): Subject {
  const names: readonly (readonly [name: string, id: string])[] =
    kind === 'campaign'
      ? campaigns.flatMap((one) => [
          [one.id, one.id] as const,
          ...(one.key === undefined ? [] : [[one.key, one.id] as const]),
        ])
      : accounts.map(({ account }) => [account, account] as const);
  const whole = names.find(([name]) => name === id);
  if (whole) return { kind, id: whole[1] };
  const found = [...new Set(names.filter(([name]) => name.startsWith(id)).map(([, own]) => own))];
  const [first, ...others] = found;
  if (first === undefined) return { kind, id };
  if (others.length === 0) return { kind, id: first };
  const shown = found.slice(0, NAMED).map((name) => visibleLine(name, 80));
  throw new UsageError(
    `--${kind} ${visibleLine(id, 80)}: ${counted(found.length, kind)} begin with that: ${shown.join(', ')}${found.length > NAMED ? ', …' : ''}. Type more of the name.`,
  );
}
