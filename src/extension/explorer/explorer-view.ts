/** Id of the log explorer as an editor of VS Code; the manifest declares it. */
export const EXPLORER_VIEW = 'promptAudit.logExplorer';
