import * as v from 'valibot';
import * as vscode from 'vscode';
import { guardOf } from '../../schema/guard.ts';
import type { MappingProfile } from '../../reader/mapping/mapping-profile.ts';
import type { FailureLog } from '../failure-log.ts';
import { labelText } from '../model/safe-text.ts';
import { fileWord } from '../model/words.ts';
import type { InspectOutcome } from '../scan/scan-messages.ts';
import { t } from '../translated.ts';

export const INSPECTION_SCHEME = 'prompt-audit-inspection';

const ADVICE =
  'Save it with the button in the title bar of this tab, correct any mistakes, and scan the log. It is saved in .prompt-audit/mappings.json, which the command line reads too.';

const isAddress = guardOf(v.object({ file: v.string() }));

/** An inspection of a log as a read-only document. The address names the log, so that a tab can be restored. */
export class InspectionDocuments implements vscode.TextDocumentContentProvider {
  private readonly script: string;
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly fresh = new Map<string, InspectOutcome>();
  readonly onDidChange = this.changed.event;

  constructor(
    extension: vscode.Uri,
    private readonly failures: FailureLog,
  ) {
    this.script = vscode.Uri.joinPath(extension, 'dist', 'audit-worker.js').fsPath;
  }

  /** Looks at a log and shows what was found. Gives the mapping that is proposed, if there is one. */
  async open(file: string): Promise<MappingProfile | undefined> {
    const path = `/${fileWord(file)} format.md`;
    const uri = vscode.Uri.from({ scheme: INSPECTION_SCHEME, path, query: JSON.stringify({ file }) });
    const title = labelText(t('Inspecting {0}', fileWord(file)));
    const outcome = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
      this.inspect(file),
    );
    this.fresh.set(uri.toString(), outcome);
    this.changed.fire(uri);
    await show(uri);
    return outcome.profile;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const key = uri.toString();
    const fresh = this.fresh.get(key);
    this.fresh.delete(key);
    if (fresh !== undefined) return fresh.markdown;
    const address: unknown = JSON.parse(uri.query);
    if (!isAddress(address)) throw new Error('This address does not name a log.');
    return (await this.inspect(address.file)).markdown;
  }

  /**
   * The mapping that a document proposes, with the log it was made from; the log is looked at again.
   * @throws a sentence when the document proposes none
   */
  async proposalOf(uri: vscode.Uri | undefined): Promise<{ profile: MappingProfile; file: string }> {
    const address: unknown = uri?.scheme === INSPECTION_SCHEME ? JSON.parse(uri.query) : undefined;
    if (!isAddress(address)) throw new Error('Inspect a log first: its mapping is proposed there.');
    const { profile } = await this.inspect(address.file);
    if (profile === undefined) throw new Error(`${fileWord(address.file)} needs no mapping: it can be read as it is.`);
    return { profile, file: address.file };
  }

  private async inspect(file: string): Promise<InspectOutcome> {
    const { runInThread, readingOf } = await import('../on-demand.ts');
    const reading = await readingOf(file, (error) => this.failures.report('configuration', error));
    return runInThread({ kind: 'inspect', file, advice: ADVICE, ...reading }, { script: this.script });
  }
}

/** To be read, not as source. An editor without its own Markdown shows the source. */
async function show(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  if (vscode.extensions.getExtension('vscode.markdown-language-features') === undefined) {
    await vscode.window.showTextDocument(document, { preview: true });
    return;
  }
  await vscode.commands.executeCommand('vscode.openWith', uri, 'vscode.markdown.preview.editor', { preview: true });
}
