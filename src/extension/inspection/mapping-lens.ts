import * as vscode from 'vscode';
import { MAPPING_HEADING } from '../../report/inspect/inspection-sections.ts';
import { INSPECTION_SCHEME } from './inspection-documents.ts';
import { t } from '../translated.ts';

/** Offers to save the proposed mapping, above its heading in the inspection. */
export function registerMappingLens(): vscode.Disposable {
  return vscode.languages.registerCodeLensProvider(
    { scheme: INSPECTION_SCHEME },
    {
      provideCodeLenses(document) {
        const at = document.getText().indexOf(`\n## ${MAPPING_HEADING}\n`);
        if (at < 0) return [];
        const line = document.positionAt(at + 1).line;
        return [
          new vscode.CodeLens(document.lineAt(line).range, {
            title: t('$(save) Save this mapping to the workspace, where it can be edited'),
            command: 'promptAudit.saveMapping',
            arguments: [document.uri],
          }),
        ];
      },
    },
  );
}
