/**
 * Which templates of a log the baseline calls ordinary: those that many unrelated accounts used for a long time, on most days.
 * Each condition is a hurdle for an attacker who tries to pass as ordinary by being active while the baseline is learned.
 */
import type { TemplateMeaning } from '../../templates/intent/template-meaning.ts';
import { type Baseline, keptDays, type KnownTemplate, type KnownUser } from './baseline.ts';
import { type ClauseSketch, sketchOf } from './clause-sketch.ts';

/** Days with traffic a baseline needs to call anything ordinary: otherwise a week-long campaign could be all it has seen. */
const YOUNG = 10;
/** Days between first and last use needed to count as a lasting user. Rotated accounts live one to three days. */
const TENURE = 5;
/** Unrelated lasting users a template needs; accounts of one organisation count once. */
const UNRELATED = 10;
/**
 * Unrelated lasting users needed per day, and the share of days that may have fewer. Weekends are two days in seven; someone
 * active on fewer than two days in three is not active on ordinary days.
 */
const DAILY = 3;
const QUIET = 0.34;
/** Share of the smallest clause hashes that two templates must have in common to be variants of one. */
const ALIKE = 0.7;

export interface OrdinaryTemplate {
  /** Unrelated lasting users; at most as many as the baseline samples. */
  users: number;
  /** First day of use, in whole days since 1970. */
  since: number;
}

/** Looks up a log's templates in a baseline. */
export class OrdinaryTemplates {
  /** Days on which users are looked for: those that users keep when they have too many. */
  readonly #days: readonly number[];
  readonly #byClause = new Map<number, KnownTemplate[]>();

  constructor(baseline: Baseline) {
    this.#days = baseline.days.length < YOUNG ? [] : keptDays(baseline.days);
    for (const template of baseline.templates)
      for (const clause of template.clauses) {
        const list = this.#byClause.get(clause);
        if (list) list.push(template);
        else this.#byClause.set(clause, [template]);
      }
  }

  /** False for a baseline that covers too little time to call any template ordinary. */
  get known(): boolean {
    return this.#days.length > 0;
  }

  /** Looks up a template by its fixed clauses. Undefined if it is not known to be ordinary. */
  find(sketch: ClauseSketch): OrdinaryTemplate | undefined {
    if (!this.known) return undefined;
    const users = this.#variants(sketch)
      .flatMap((template) => template.users)
      .filter(({ days }) => days.length > 1 && days.at(-1)! - days[0]! >= TENURE);
    if (unrelated(users) < UNRELATED) return undefined;
    const onDay = new Map<number, KnownUser[]>(this.#days.map((day) => [day, []]));
    for (const user of users) for (const day of user.days) onDay.get(day)?.push(user);
    const quiet = [...onDay.values()].filter((own) => unrelated(own) < DAILY).length;
    if (quiet > QUIET * this.#days.length) return undefined;
    const since = users.reduce((first, { days }) => Math.min(first, days[0]!), Infinity);
    return { users: unrelated(users), since };
  }

  /** Those that say nearly the same. Clauses of one name that say different things are different clauses. */
  #variants({ clauses: own, says }: ClauseSketch): KnownTemplate[] {
    const common = new Map<KnownTemplate, number>();
    own.forEach((clause, at) => {
      for (const template of this.#byClause.get(clause) ?? []) {
        const said = template.says[template.clauses.indexOf(clause)];
        if (said !== '' && said === says[at]) common.set(template, (common.get(template) ?? 0) + 1);
      }
    });
    return [...common].flatMap(([template, shared]) => {
      // Both are the smallest hashes of their sets: those up to the smaller of the two ends can be compared.
      const end = template.clauses.length < own.length ? template.clauses.at(-1)! : own.at(-1)!;
      const mine = own.filter((clause) => clause <= end).length;
      const theirs = template.clauses.filter((clause) => clause <= end).length;
      return shared >= ALIKE * (mine + theirs - shared) ? [template] : [];
    });
  }
}

/** The ordinary templates of a log, by number; undefined without a baseline that covers enough time. */
export function ordinaryTemplates(
  clauses: readonly Float64Array[],
  texts: ReadonlyMap<number, Pick<TemplateMeaning, 'says'>>,
  baseline: Baseline | undefined,
): ReadonlyMap<number, OrdinaryTemplate> | undefined {
  const templates = baseline && new OrdinaryTemplates(baseline);
  if (!templates?.known) return undefined;
  return new Map(
    clauses.flatMap((own, template) => {
      const found = templates.find(sketchOf(own, texts.get(template)?.says));
      return found ? [[template, found] as const] : [];
    }),
  );
}

/** Organisations, and accounts without one. */
function unrelated(users: readonly KnownUser[]): number {
  const alone = new Set(users.filter(({ organisation }) => organisation === 0).map(({ account }) => account));
  const organisations = new Set(
    users.map(({ organisation }) => organisation).filter((organisation) => organisation > 0),
  );
  return alone.size + organisations.size;
}
