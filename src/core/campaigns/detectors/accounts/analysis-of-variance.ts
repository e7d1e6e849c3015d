/** One-way analysis of variance over several tables, each with groups of its own. */

export interface Variance {
  /** Share of the variance that lies between groups (Shrout and Fleiss 1979); 0 or less when groups do not differ. */
  correlation: number;
  /** Observations in groups that count. */
  n: number;
}

/** Groups beyond the first of each table, and observations beyond the first of each group, that are needed. */
const MIN_DEGREES = { groups: 4, observations: 20 };

/** Groups of one observation do not count. Undefined when too few are left, or nothing varies within them. */
export function intraclassCorrelation(tables: readonly (readonly (readonly number[])[])[]): Variance | undefined {
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

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
