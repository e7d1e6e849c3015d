/** What a mark stores about an item of a report so that later scans can recognise it. */
import type { Report } from '../shape/report.ts';
import { hashedAccount } from './account-matcher.ts';
import { templateSketch } from './template-sketch.ts';
import type { MarkSubject, SubjectKind } from './triage.ts';

export interface SubjectOptions {
  /** Writes hashes instead of account names. */
  hashAccounts?: boolean;
}

/** Undefined when the report has no such item. */
export function markSubject(
  report: Report,
  kind: SubjectKind,
  id: string,
  { hashAccounts = false }: SubjectOptions = {},
): MarkSubject | undefined {
  const reference = hashAccounts ? hashedAccount : (name: string): string => name;
  switch (kind) {
    case 'account':
      return report.accounts.some(({ account }) => account === id) ? { kind, account: reference(id) } : undefined;
    case 'template': {
      const template = report.templates.find((one) => one.id === id);
      if (template === undefined) return undefined;
      const { says, parts } = template;
      return { kind, template: id, ...(says !== undefined && { says }), sketch: templateSketch(parts) };
    }
    case 'campaign': {
      const campaign = report.campaigns.find((one) => one.id === id);
      if (campaign === undefined) return undefined;
      const { key, accounts, templates, says, score, verdict } = campaign;
      return {
        kind,
        ...(key !== undefined && { key }),
        accounts: accounts.map(reference),
        templates,
        ...(says && { says }),
        // A relay has no score of its own.
        ...(verdict !== 'relay' && { score }),
      };
    }
  }
}
