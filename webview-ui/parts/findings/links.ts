/** Buttons that lead somewhere: to a log line, an account, a template, a campaign. */
import type { PageContext } from '../../app/context.ts';
import type { Target } from '../../../src/protocol/messages.ts';
import type { ConsideredGroup, LineRef } from '../../../src/protocol/view-model.ts';
import { h } from '../dom.ts';
import { count } from '../../../src/text/numbers.ts';
import { short, visible, visibleName } from '../../../src/text/visible.ts';
import { longName } from '../long-name.ts';
import { numberOf } from '../number-of.ts';
import { folded } from '../section.ts';
import { t } from '../words.ts';

/** Lines grouped by file, the name of a file said once; at most `open` at once, the others behind a disclosure. */
export function lineLinks(page: PageContext, lines: readonly LineRef[], open = 5): HTMLElement {
  const left = lines.length - open;
  const rest = folded(left, () => groups(page, lines.slice(open)), numberOf(left, 'more line'));
  return h('div', groups(page, lines.slice(0, open)), rest);
}

function groups(page: PageContext, lines: readonly LineRef[]): HTMLElement {
  const files = new Map<string, LineRef[]>();
  for (const line of lines) files.set(line.file, [...(files.get(line.file) ?? []), line]);
  return h(
    'ul.lines',
    { 'aria-label': t('Log lines') },
    ...[...files].map(([file, own]) =>
      h(
        'li',
        h(
          'bdi.muted',
          { title: visible(file) },
          `${short(file.split(/[\\/]/).at(-1) ?? file, 60)} ${t(own.length === 1 ? 'line' : 'lines')}`,
        ),
        ...own.map((line) =>
          h(
            'button.link.num',
            { 'aria-label': t('Line {0} of {1}', count(line.line), visible(file)), onclick: () => page.openLine(line) },
            count(line.line),
          ),
        ),
      ),
    ),
  );
}

/** @param brief the name as short as it stands beside others; as much of it as there is room for where none is given */
export function accountLink(page: PageContext, account: string, brief?: string): HTMLElement {
  return h(
    'button.link',
    {
      title: visibleName(account),
      'aria-label': short(account, 80),
      onclick: () => page.go({ page: 'account', account }),
    },
    brief === undefined ? longName(account) : h('bdi', brief),
  );
}

export function templateLink(page: PageContext, template: string): HTMLElement {
  return h('button.link', { onclick: () => page.go({ page: 'template', template }) }, h('bdi', short(template, 80)));
}

/** The name of a group that was cleared, which has no page: it leads to the first of its templates. */
export function groupLink(page: PageContext, { id, templates: [first] }: ConsideredGroup): HTMLElement | string {
  if (first === undefined) return id;
  const open = (): void => page.go({ page: 'template', template: first });
  return h('button.link', { title: t('Open its template'), onclick: open }, id);
}

export function campaignLink(page: PageContext, campaign: string): HTMLElement {
  return h('button.link', { onclick: () => page.go({ page: 'campaign', campaign }) }, h('bdi', short(campaign, 80)));
}

/** The page of an account, a template or a campaign. */
export function itemTarget(kind: 'account' | 'template' | 'campaign', id: string): Target {
  switch (kind) {
    case 'account':
      return { page: 'account', account: id };
    case 'template':
      return { page: 'template', template: id };
    case 'campaign':
      return { page: 'campaign', campaign: id };
  }
}
