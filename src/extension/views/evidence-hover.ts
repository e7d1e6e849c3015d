import { count, counted } from '../../text/numbers.ts';
import { judgedIn } from '../../text/verdicts.ts';
import * as vscode from 'vscode';
import type { Evidence } from '../../report/shape/report.ts';
import { positionInLog } from '../documents/log-position.ts';
import { unmovedLines } from '../documents/unmoved-lines.ts';
import { type Item, statusOf } from '../model/decisions.ts';
import { namedLines } from '../model/named-lines.ts';
import type { Results } from '../model/results.ts';
import { type FlaggedLine, flaggedLine, flaggedTitle } from '../model/flagged-line.ts';
import { visible } from '../model/safe-text.ts';
import { visibleLine } from '../../text/visible.ts';
import { inShort, weightWords } from '../../text/evidence-side.ts';
import { cut, judgementWord } from '../model/words.ts';
import type { ResultsStore } from '../results-store.ts';
import { SLICE_SCHEME, sliceOf } from '../slices/slice-uri.ts';
import { techniqueTitle } from '../../text/techniques.ts';
import { appendWords } from './append-words.ts';

/** Of each side: more would leave the evidence against below what a hover shows. */
const SENTENCES = 2;
/** Characters of each in which its numbers have to fit, two lines of a narrow editor: the page of the account has the rest. */
const SENTENCE = 84;
const SHOW = 'promptAudit.showLine';

/** Says of a flagged request, and of one that a finding names, what speaks for distillation and what against, with the weight of each. */
export class EvidenceHover implements vscode.HoverProvider {
  constructor(private readonly store: ResultsStore) {}

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const { results } = this.store;
    if (results === undefined) return undefined;
    const { uri } = document;
    const slice = uri.scheme === SLICE_SCHEME ? sliceOf(uri) : undefined;
    const [file, at] = [slice?.file ?? uri.fsPath, position.line + (slice?.line ?? 1)];
    const row = results.rowAtLine(file, at);
    if (row === undefined || !(results.isFlagged(row) || namedLines(results, file).has(at))) return undefined;
    if (!unmovedLines(this.store, document)(position.line)) return undefined;
    const line = flaggedLine(results, row);

    const text = new vscode.MarkdownString('', true);
    // Nothing of the log becomes a link: it goes in as text. The one command there is is named here.
    text.isTrusted = { enabledCommands: [SHOW] };
    text.supportHtml = false;
    text.appendMarkdown('**');
    appendWords(text, visible(flaggedTitle(line)));
    text.appendMarkdown('**');
    const place = positionInLog(document, position.line);
    const wanted = encodeURIComponent(JSON.stringify([place]));
    text.appendMarkdown(`  [$(graph) Show the account](command:${SHOW}?${wanted})\n\n`);
    for (const sentence of decisions(results, line)) {
      appendWords(text, visible(sentence));
      text.appendMarkdown('\n\n');
    }
    list(text, 'Evidence for', line.evidence);
    list(text, 'Evidence against', line.counterEvidence);
    for (const sentence of about(results, line)) {
      appendWords(text, visible(sentence));
      text.appendMarkdown('\n\n');
    }
    return new vscode.Hover(text);
  }
}

/** Who sent it, with which template, as part of what. */
function about({ report: { techniques = [] } }: Results, line: FlaggedLine): string[] {
  const { account, template, templateName, campaign } = line;
  const sentences: string[] = [];
  if (account) {
    const called = judgementWord(judgedIn(account, [campaign]));
    sentences.push(`Account ${account.account}: ${called}, ${counted(account.requests, 'request')}`);
  }
  if (template) sentences.push(`Template ${template.id}: ${cut(templateName, 160)}`);
  if (campaign) sentences.push(`Campaign ${campaign.id}: ${campaign.summary}`);
  for (const one of techniques)
    if (account && one.accounts.includes(account.account)) sentences.push(`Technique ${techniqueTitle(one)}`);
  return sentences;
}

/** What people decided on the campaign, the account and the template of a request, each sentence once. */
function decisions(results: Results, { campaign, account, template }: FlaggedLine): Set<string> {
  const items: (Item | undefined)[] = [
    campaign && { kind: 'campaign', id: campaign.id },
    account && { kind: 'account', id: account.account },
    template && { kind: 'template', id: template.id },
  ];
  return new Set(items.flatMap((item) => (item && statusOf(results, item)?.text) ?? []));
}

/** Log text goes in with `appendWords`, which escapes it. */
function list(text: vscode.MarkdownString, title: string, evidence: readonly Evidence[]): void {
  const isPart = evidence.length > SENTENCES;
  text.appendMarkdown(`**${title}**${isPart ? `, ${SENTENCES} of ${count(evidence.length)}` : ''}\n\n`);
  if (evidence.length === 0) text.appendMarkdown('None found.\n\n');
  for (const item of evidence.slice(0, SENTENCES)) {
    text.appendMarkdown('- ');
    appendWords(text, `${visibleLine(inShort(item.text, SENTENCE), 2 * SENTENCE)} (${weightWords(item)})`);
    text.appendMarkdown('\n');
  }
  text.appendMarkdown('\n');
}
