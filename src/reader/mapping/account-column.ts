import type { FieldStatistics } from './field-statistics.ts';
import { nameSays, wordsOf } from './field-words.ts';
import { spread, tells } from './columns.ts';

/** A column that may name who sends. */
interface Candidate {
  field: FieldStatistics;
  /** What its name says for a user, and whether it names more than one person. */
  name: number;
  isGroup: boolean;
  /** Another column shows that its values are somebody: its own, or what only they use. */
  evidence: string | undefined;
}

export interface AccountChoice {
  path: string;
  confidence: number;
  why: string;
}

/** Fewer records do not show who comes back. */
const MIN_RECORDS = 12;
/** Values that are new with each record name the record. */
const MOST_NEW = 0.7;
/** What one column must tell of another to be part of it. */
const PART = 0.95;
/** Occurrences of a value closer together than this, against chance, are one session. */
const TOGETHER = 0.5;

/** Words for what many people share, in languages that logs are written in. */
const GROUPS: ReadonlySet<string> = new Set(
  `tenant org organization organisation company team workspace department group unit site region mandant firma
  abteilung gruppe inquilino empresa equipo locataire entreprise équipe арендатор компания 租户 公司 团队 テナント 会社
  組織 테넌트 회사`.split(/\s+/),
);

/**
 * Which column names who sends, by what its values do: they come back, over all of the log, look like names of something, and
 * sessions or addresses belong to one of them. Of several that are part of each other the one that tells most apart counts: a tenant
 * is not the person in it. `undefined` where nothing does; `close` where two do as well.
 */
export function chooseAccountColumn(
  fields: readonly FieldStatistics[],
  records: number,
): { chosen?: AccountChoice; close: string[] } {
  if (records < MIN_RECORDS) return { close: [] };
  const labels = fields.filter((field) => isLabel(field, records));
  const people = labels.filter((field) => spread(field.column) >= TOGETHER || nameSays('user', field.path) === 1);
  const candidates = people
    .map((field): Candidate => {
      const words = wordsOf(field.path);
      const name = nameSays('user', field.path);
      const isGroup = words.some((word) => GROUPS.has(word));
      return { field, name, isGroup, evidence: evidenceFor(field, fields, labels) };
    })
    .filter(({ evidence, name }) => (name >= 0 && evidence !== undefined) || name > 0);
  // What only tells groups of another candidate apart is larger than a person.
  const finest = candidates.filter(
    ({ field }) =>
      !candidates.some(
        (other) =>
          other.field !== field &&
          other.field.distinct > field.distinct &&
          (other.evidence !== undefined || other.name === 1) &&
          tells(other.field.column, field.column) >= PART &&
          spread(other.field.column) >= TOGETHER,
      ),
  );
  const alone = finest.some(({ isGroup }) => !isGroup) ? finest.filter(({ isGroup }) => !isGroup) : [];
  const ranked = alone.sort((a, b) => rank(b) - rank(a) || b.field.distinct - a.field.distinct);
  const [first, second] = ranked;
  if (first === undefined) return { close: [] };
  const isSame = second !== undefined && tells(first.field.column, second.field.column) >= PART;
  if (second !== undefined && !isSame && rank(first) - rank(second) < 0.5)
    return { close: [first.field.path, second.field.path] };
  const { field, evidence, name } = first;
  const why = [name > 0 ? 'its name says so' : 'its name says nothing', `${field.distinct} values come back`, evidence];
  return {
    chosen: {
      path: field.path,
      confidence: Math.min(0.95, 0.6 + 0.2 * Math.max(0, name) + (evidence === undefined ? 0 : 0.15)),
      why: why.filter((clause) => clause !== undefined).join('; '),
    },
    close: [],
  };
}

const rank = ({ name, evidence }: Candidate): number =>
  name + (evidence === undefined ? 0 : evidence === LIKE_IDS ? 0.5 : 1);

const LIKE_IDS = 'they look like names of something';

function isLabel({ kinds, strings, present, distinct, path }: FieldStatistics, records: number): boolean {
  const most = (number: number): boolean => number > 0.5 * present;
  if (present < 0.6 * records || distinct < 2 || distinct > MOST_NEW * present || strings < 0.9 * present) return false;
  if (most(kinds.time) || most(kinds.address) || most(kinds.model) || most(kinds.agent) || most(kinds.prose))
    return false;
  return kinds.name > 0.9 * present && !most(kinds.count) && nameSays('status', path) < 1;
}

/** What shows that values are somebody. */
function evidenceFor(
  field: FieldStatistics,
  fields: readonly FieldStatistics[],
  labels: readonly FieldStatistics[],
): string | undefined {
  const inside = labels.find(
    (other) =>
      other.distinct > 1.3 * field.distinct &&
      spread(other.column) < TOGETHER &&
      tells(other.column, field.column) >= PART &&
      field.distinct > 2,
  );
  if (inside !== undefined) return `each session (${inside.path}) has one`;
  const address = fields.find(
    (other) =>
      other.kinds.address > 0.8 * other.present && other.distinct > 2 && tells(other.column, field.column) >= PART,
  );
  if (address !== undefined && field.distinct > 2) return `each address (${address.path}) has one`;
  const coded = field.column.filter((value) => value !== undefined && CODED.test(value)).length;
  return coded > 0.8 * field.present && field.distinct > 2 ? LIKE_IDS : undefined;
}

/** With a digit or an at sign beside letters, or long: words of a language have neither. */
const CODED = /^(?=.*\p{L})(?=.*[\d@]).{3,}$|^\d{4,}$|^[0-9a-f-]{16,}$/u;
