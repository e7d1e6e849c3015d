/**
 * Writes decisions as a file that is easy to review: always in the same order and layout, so that a diff shows only
 * decisions.
 */
import type { CampaignSubject, Decision, Mark, Triage } from './triage.ts';

/** The text of the file, without cases: each has one of its own. The same decisions give the same bytes, in whatever order they were made. */
export function triageText(triage: Triage): string {
  const allow = triage.allow.map((rule) => ({ ...rule.subject, ...decisionOf(rule) }));
  const marks = triage.marks.map((mark) => ({ ...subject(mark), state: mark.state, ...decisionOf(mark) }));
  return `${JSON.stringify({ allow: sorted(allow), marks: sorted(marks) }, null, 2)}\n`;
}

function subject({ subject: about }: Mark): object {
  switch (about.kind) {
    case 'account':
      return { account: about.account };
    case 'template':
      return {
        template: about.template,
        ...(about.says !== undefined && { says: about.says }),
        ...(about.sketch.length > 0 && { sketch: about.sketch.toSorted() }),
      };
    case 'campaign':
      return { campaign: campaignEntry(about) };
  }
}

export function campaignEntry({ key, accounts, templates, says, score }: CampaignSubject): object {
  const inOrder = [...templates.keys()].sort((a, b) => (templates[a]! < templates[b]! ? -1 : 1));
  return {
    ...(key !== undefined && { key }),
    accounts: accounts.toSorted(),
    templates: inOrder.map((at) => templates[at]!),
    ...(says && { says: inOrder.map((at) => says[at]!) }),
    ...(score !== undefined && { score }),
  };
}

/** One order of fields, whatever order the object was made in. */
export function decisionOf({ note, author, owner, date, expires }: Decision): Decision {
  return {
    note,
    ...(author !== undefined && { author }),
    ...(owner !== undefined && { owner }),
    ...(date !== undefined && { date }),
    ...(expires !== undefined && { expires }),
  };
}

/** Entries begin with what they are about, so their text orders them by kind and name. */
function sorted(entries: readonly object[]): object[] {
  return entries
    .map((entry) => ({ entry, text: JSON.stringify(entry) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ entry }) => entry);
}
