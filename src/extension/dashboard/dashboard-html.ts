import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/**
 * The page of a view. It may load its own script and style and nothing else: no network, no inline script. The style
 * bundle sets everything through classes; d3 sets positions through the style object, which the policy allows.
 * The page gets the words of the reader's language with it, so that it need not wait for them.
 * @param bundle name of the script and of the style sheet in `dist`
 */
export function webviewHtml(webview: vscode.Webview, dist: vscode.Uri, bundle: 'webview' | 'explorer'): string {
  const nonce = randomBytes(16).toString('base64');
  const source = webview.cspSource;
  const policy = [
    "default-src 'none'",
    `img-src ${source} data: blob:`,
    `font-src ${source}`,
    `style-src ${source}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  const style = webview.asWebviewUri(vscode.Uri.joinPath(dist, `${bundle}.css`)).toString();
  const script = webview.asWebviewUri(vscode.Uri.joinPath(dist, `${bundle}.js`)).toString();
  const words = inAttribute(JSON.stringify(vscode.l10n.bundle ?? {}));
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Prompt Traffic Audit</title>
    <link rel="stylesheet" href="${style}">
  </head>
  <body data-words="${words}">
    <script nonce="${nonce}" src="${script}"></script>
  </body>
</html>`;
}

/** Text as the value of an attribute in double quotes. */
const inAttribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
