/** Campaigns, accounts and templates of a report as people type them: whole names, or a beginning that only one has. */
import type { ItemKind, Report } from '../shape/report.ts';

/** What a text names: `whole` what is called just that, `begins` what has a longer name. */
export interface Named {
  whole: readonly string[];
  begins: readonly string[];
}

/** A campaign may also be called by its key, which stays the same from scan to scan. No text begins no name. */
export function itemsNamed(report: Pick<Report, `${ItemKind}s`>, kind: ItemKind, text: string): Named {
  const names = namesOf(report, kind);
  const idsOf = (test: (name: string) => boolean): string[] => [
    ...new Set(names.filter(([name]) => test(name)).map(([, id]) => id)),
  ];
  return {
    whole: idsOf((name) => name === text),
    begins: text === '' ? [] : idsOf((name) => name !== text && name.startsWith(text)),
  };
}

function namesOf(
  { campaigns, accounts, templates }: Pick<Report, `${ItemKind}s`>,
  kind: ItemKind,
): readonly (readonly [name: string, id: string])[] {
  switch (kind) {
    case 'account':
      return accounts.map(({ account }) => [account, account]);
    case 'template':
      return templates.map(({ id }) => [id, id]);
    case 'campaign':
      return campaigns.flatMap(({ id, key }) => [
        [id, id] as const,
        ...(key === undefined ? [] : [[key, id] as const]),
      ]);
  }
}
