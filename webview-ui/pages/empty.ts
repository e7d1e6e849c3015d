/** What the dashboard says before the first scan. */
import { h } from '../parts/dom.ts';
import { t } from '../parts/words.ts';

export function emptyPage(scan: () => void, isScanning: boolean): HTMLElement {
  if (isScanning) {
    return h(
      'section.empty',
      h('h1', t('The log is being scanned')),
      h('p', t('Findings appear here when the scan is done. Its progress is shown above.')),
    );
  }
  return h(
    'section.empty',
    h('h1', t('No log has been scanned yet')),
    h(
      'p',
      t('Scan a request log to see who sends what, which prompts are templates, and which accounts act together.'),
    ),
    h('button.primary', { onclick: () => scan() }, t('Scan a log file…')),
    h(
      'ul.hints',
      h('li', t('Or right-click a log file or a folder in the Explorer and choose Scan.')),
      h('li', t('JSON, JSONL, CSV and Parquet logs and dumps of databases are read as they are, plain or compressed.')),
      h('li', t('Nothing leaves this machine.')),
    ),
  );
}
