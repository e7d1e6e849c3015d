/** The map in words: what is on it, a prompt as it may be, and all of it as a table. */
import type { PageContext } from '../../app/context.ts';
import type { PromptMap } from '../../../src/protocol/map-data.ts';
import type { TemplateReport } from '../../../src/protocol/view-model.ts';
import { calledTemplate } from '../../parts/findings/decided.ts';
import { count, counted } from '../../../src/text/numbers.ts';
import { visibleLine } from '../../../src/text/visible.ts';
import { verdictLabel } from '../../parts/findings/verdict.ts';
import { columns, plainTable } from '../../parts/plain-table.ts';
import { isTopic, type Topic } from './map-topics.ts';
import { t } from '../../parts/words.ts';

export const sum = (templates: readonly TemplateReport[]): number =>
  templates.reduce((all, { requests }) => all + requests, 0);

/** A prompt as it may be: the slots filled with what filled them once. */
export function sampleOf({ parts }: TemplateReport): string {
  const text = parts.map((part) => ('text' in part ? part.text : (part.examples[0] ?? '…'))).join('');
  return text === '' ? t('This report contains no prompt text') : text;
}

export function noteOf(root: Topic, { more, freeRequests }: PromptMap): string {
  const rest = [
    more > 0 ? `${count(more)} smaller templates` : '',
    freeRequests > 0 ? `${counted(freeRequests, 'request')} without a template` : '',
  ].filter((text) => text !== '');
  const shown = `${counted(root.templates.length, 'template')} with ${counted(sum(root.templates), 'request')}`;
  return `${shown}. Neighbours share words or accounts.${rest.length === 0 ? '' : ` Not shown: ${rest.join(', ')}.`}`;
}

export function asTable(page: PageContext, root: Topic): HTMLElement {
  const rows: [string, TemplateReport][] = [];
  const add = (topic: Topic, path: string): void => {
    for (const part of topic.parts) {
      if (isTopic(part)) add(part, path === '' ? part.name : `${path} › ${part.name}`);
      else rows.push([path, part]);
    }
  };
  add(root, '');
  return plainTable(
    'Map of the prompts',
    columns('Prompt', 'Topic', 'Verdict', '>Requests', '>Accounts'),
    rows.map(([path, template]) => [
      visibleLine(sampleOf(template), 120),
      path === '' ? t('none') : visibleLine(path, 120),
      verdictLabel(calledTemplate(page, template)),
      count(template.requests),
      count(template.accounts),
    ]),
  );
}
