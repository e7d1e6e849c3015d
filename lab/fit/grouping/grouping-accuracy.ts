/** How well requests are grouped by template, when the true template of each is known. */

export interface Grouping {
  /** Requests with a true template. */
  requests: number;
  /** Share of them in groups that hold exactly the requests of one true template (Zhu et al. 2019). */
  accuracy: number;
  /** Harmonic mean of precision and recall over pairs of requests: are two of one template put together, and no others? */
  pairF1: number;
  /** True templates, and groups that were found. */
  templates: number;
  groups: number;
}

/**
 * @param truth true template of each request; those without one are left out
 * @param found template that each was given; undefined stands for a group of its own
 */
export function groupingOf(
  truth: readonly (string | undefined)[],
  found: readonly (number | string | undefined)[],
): Grouping {
  const cells = new Map<string, { truth: string; group: string; size: number }>();
  truth.forEach((template, at) => {
    if (template === undefined) return;
    const group = found[at] === undefined ? `none ${at}` : `group ${found[at]}`;
    const key = `${template}\0${group}`;
    const cell = cells.get(key);
    if (cell) cell.size++;
    else cells.set(key, { truth: template, group, size: 1 });
  });
  const ofTruth = new Map<string, number>();
  const ofGroup = new Map<string, number>();
  for (const { truth: template, group, size } of cells.values()) {
    ofTruth.set(template, (ofTruth.get(template) ?? 0) + size);
    ofGroup.set(group, (ofGroup.get(group) ?? 0) + size);
  }
  const pairs = (sizes: Iterable<number>): number => [...sizes].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  const all = [...cells.values()];
  const exact = all.filter(({ truth: t, group, size }) => ofTruth.get(t) === size && ofGroup.get(group) === size);
  const requests = all.reduce((sum, { size }) => sum + size, 0);
  const both = pairs(all.map(({ size }) => size));
  const [inTruth, inGroups] = [pairs(ofTruth.values()), pairs(ofGroup.values())];
  return {
    requests,
    accuracy: exact.reduce((sum, { size }) => sum + size, 0) / requests,
    pairF1: (2 * both) / (inTruth + inGroups),
    templates: ofTruth.size,
    groups: ofGroup.size,
  };
}
