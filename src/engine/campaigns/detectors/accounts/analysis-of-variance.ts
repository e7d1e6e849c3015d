/** One-way analysis of variance, pooled over several tables with their own groups. */

export interface Variance {
  /** Share of the variance that is between groups (Shrout and Fleiss 1979); 0 or less if the groups do not differ. */
  correlation: number;
  /** Number of observations in groups of at least two. */
  n: number;
}

/** Degrees of freedom needed: groups beyond the first of each table, and observations beyond the first of each group. */
const MIN_DEGREES = { groups: 4, observations: 20 };

/**
 * The intraclass correlation of observations by table and group. Groups of one observation do not count.
 * @returns undefined if too few groups remain, or nothing varies within them
 */
type Values = readonly number[] | Float64Array;

export function intraclassCorrelation(tables: readonly (readonly Values[])[]): Variance | undefined {
  let [between, within, betweenDegrees, withinDegrees, sizes, n] = [0, 0, 0, 0, 0, 0];
  for (const table of tables) {
    const groups = table.filter(({ length }) => length >= 2);
    if (groups.length < 2) continue;
    const size = groups.reduce((sum, group) => sum + group.length, 0);
    const mean = groups.reduce((sum, group) => sum + group.length * average(group), 0) / size;
    for (const group of groups) {
      const own = average(group);
      between += group.length * (own - mean) ** 2;
      for (const value of group) within += (value - own) ** 2;
      withinDegrees += group.length - 1;
    }
    betweenDegrees += groups.length - 1;
    sizes += size - groups.reduce((sum, group) => sum + group.length ** 2, 0) / size;
    n += size;
  }
  if (betweenDegrees < MIN_DEGREES.groups || withinDegrees < MIN_DEGREES.observations || within === 0) return undefined;
  const ratio = between / betweenDegrees / (within / withinDegrees);
  return { correlation: (ratio - 1) / (ratio - 1 + sizes / betweenDegrees), n };
}

function average(values: Values): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
