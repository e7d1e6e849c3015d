/** What a request says: its evidence, its conversation with the template laid over, or the line as it stands. */
import type { PromptMessage, PromptSegment, RequestView } from '../../../src/protocol/explorer-messages.ts';
import { nats } from '../../../src/text/likelihood.ts';
import { bytes, count, counted } from '../../../src/text/numbers.ts';
import { short, visible } from '../../../src/text/visible.ts';
import { h } from '../../parts/dom.ts';
import { t } from '../../parts/words.ts';
import { SENDER } from './request-sender.ts';

export type Tab = 'conversation' | 'source';

export function requestBody(view: RequestView, tab: Tab): Node[] {
  if (tab === 'source') return requestSource(view);
  const isLaid = view.messages.some(({ segments }) => segments.some(({ kind }) => kind !== 'plain'));
  return [
    ...(view.evidence.length > 0 ? [requestEvidence(view)] : []),
    ...(isLaid ? [legend()] : []),
    ...view.messages.map((message) => conversationPart(message)),
    requestFacts(view),
  ];
}

function requestEvidence({ evidence }: RequestView): HTMLElement {
  // The strongest of each side stays in sight; the rest would push the text of the request off the screen.
  const shown = [evidence.find(({ weight }) => weight >= 0), evidence.find(({ weight }) => weight < 0)];
  const rest = evidence.filter((item) => !shown.includes(item));
  const entry = ({ text, weight }: RequestView['evidence'][number]): HTMLElement =>
    h(
      'li',
      h(
        'span.num.weight',
        { class: `num weight ${weight >= 0 ? 'for' : 'against'}` },
        h('span.sr-only', `${t(weight >= 0 ? 'for' : 'against')}, `),
        nats(weight),
      ),
      h('span', short(text, 500)),
    );
  return h(
    'div.pane-why',
    h(
      'ul.pane-evidence',
      { 'aria-label': t('Evidence for and against distillation') },
      ...shown.map((item) => (item === undefined ? null : entry(item))),
      shown[1] === undefined ? h('li.muted', h('span'), t('No counter-evidence found.')) : null,
    ),
    rest.length === 0
      ? null
      : h(
          'details',
          h(
            'summary',
            rest.length === 1 ? t('1 more piece of evidence') : t('{0} more pieces of evidence', count(rest.length)),
          ),
          h('ul.pane-evidence', { 'aria-label': t('More evidence') }, ...rest.map(entry)),
        ),
  );
}

function requestFacts({ facts }: RequestView): HTMLElement {
  return h(
    'dl.pane-facts',
    ...facts
      .filter(([name]) => !(name in SENDER))
      .map(([name, value]) => h('div', h('dt', name), h('dd', h('bdi', short(value, 500))))),
  );
}

function requestSource({ source, sourceCut, row }: RequestView): Node[] {
  const text = h('pre.source', { tabindex: 0, 'aria-label': 'The line, indented' });
  text.textContent = readable(source);
  const cut = sourceCut > 0 ? `${count(sourceCut)} more characters are not shown here.` : '';
  return [h('p.muted', `${bytes(row.length)} in the log. ${cut}`.trim()), text];
}

function legend(): HTMLElement {
  return h(
    'p.muted.laid',
    h('span.fixed', t('fixed text')),
    ` ${t('is the same in every request of the template,')} `,
    h('span.fill', t('slots')),
    ` ${t('differ.')}`,
  );
}

const ROLES: Record<PromptMessage['role'], string> = {
  system: 'System',
  user: 'User',
  assistant: 'Assistant',
  tool: 'Tool',
  answer: 'Answer',
};

function conversationPart({ role, segments, toolCalls, media, cut }: PromptMessage): HTMLElement {
  const notes = [
    media > 0 ? counted(media, 'image or file', 'images or files') : '',
    cut > 0 ? `${count(cut)} more characters are not shown` : '',
  ].filter(Boolean);
  const calls = toolCalls === '' ? null : h('pre.calls');
  if (calls !== null) calls.textContent = readable(toolCalls);
  return h(
    'section.message',
    { class: `message ${role}`, 'aria-label': ROLES[role] },
    h('h3', ROLES[role]),
    segments.length === 0 ? null : h('div.words', { dir: 'auto' }, ...segments.map(segmentNode)),
    calls,
    notes.length === 0 ? null : h('p.muted', notes.join('; ')),
  );
}

function segmentNode({ text, kind, slot }: PromptSegment): Node {
  const words = readable(text);
  if (kind === 'plain') return document.createTextNode(words);
  const name = slot === undefined ? 'differs from the template' : `slot ${slot}`;
  const span = h(kind === 'fixed' ? 'span.fixed' : 'span.fill', kind === 'fixed' ? {} : { title: name });
  span.textContent = words;
  return span;
}

/** Text of several lines as a person reads it: as `visible`, with line breaks and tabs as they are. */
function readable(text: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  return lines.map((line) => line.split('\t').map(visible).join('\t')).join('\n');
}
