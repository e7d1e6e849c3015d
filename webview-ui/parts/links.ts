/** Buttons that lead somewhere: to a log line, an account, a template, a campaign. */
import type { PageContext } from '../app/context.ts';
import type { LineRef } from '../../src/protocol/view-model.ts';
import { h } from './dom.ts';
import { count, place } from './format.ts';
import { short } from './visible.ts';

export function lineLink(page: PageContext, line: LineRef): HTMLElement {
  return h(
    'button.link.num',
    { type: 'button', title: `${line.file}, line ${count(line.line)}`, onclick: () => page.openLine(line) },
    place(line),
  );
}

/** At most `open` links at once; the others behind a disclosure. */
export function lineLinks(page: PageContext, lines: readonly LineRef[], open = 5): HTMLElement {
  const links = (part: readonly LineRef[]): HTMLElement[] => part.map((line) => h('li', {}, lineLink(page, line)));
  const first = h('ul.lines', { 'aria-label': 'Log lines' }, ...links(lines.slice(0, open)));
  if (lines.length <= open) return first;
  const more = h('ul.lines', { 'aria-label': 'Further log lines' }, ...links(lines.slice(open)));
  return h('div', {}, first, h('details', {}, h('summary', {}, `${count(lines.length - open)} more lines`), more));
}

export function accountLink(page: PageContext, account: string): HTMLElement {
  return h(
    'button.link',
    { type: 'button', onclick: () => page.go({ page: 'account', account }) },
    h('bdi', {}, short(account, 80)),
  );
}

export function templateLink(page: PageContext, template: string): HTMLElement {
  return h(
    'button.link',
    { type: 'button', onclick: () => page.go({ page: 'template', template }) },
    h('bdi', {}, short(template, 80)),
  );
}

export function campaignLink(page: PageContext, campaign: string): HTMLElement {
  return h(
    'button.link',
    { type: 'button', onclick: () => page.go({ page: 'campaign', campaign }) },
    h('bdi', {}, short(campaign, 80)),
  );
}
