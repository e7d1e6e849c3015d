/** Where the work on a campaign stands, in a line, and the form to change it. */
import type { CaseStatus, CaseSummary, WorkRequest } from '../../../src/protocol/decision-data.ts';
import { counted } from '../../../src/text/numbers.ts';
import type { PageContext } from '../../app/context.ts';
import { nameField } from '../controls/name-field.ts';
import { freshId, h } from '../dom.ts';
import { t } from '../words.ts';

const STATUS: Readonly<Record<CaseStatus, string>> = { new: 'New', investigating: 'Investigating', closed: 'Closed' };

const NONE = { status: 'new', entries: 0 } as const satisfies Partial<CaseSummary>;

export function workStrip(page: PageContext, campaign: string): HTMLElement {
  const work: Pick<CaseSummary, 'status' | 'reason' | 'owner' | 'ticket' | 'entries'> =
    page.find.work(campaign) ?? NONE;
  const { author } = page.overview.me;
  const form = h('div');
  const edit = h('button.link', { 'aria-expanded': 'false', onclick: () => toggle() }, t('Status and comment…'));

  function close(): void {
    form.replaceChildren();
    edit.setAttribute('aria-expanded', 'false');
    edit.focus();
  }

  function toggle(): void {
    if (edit.getAttribute('aria-expanded') === 'true') return close();
    edit.setAttribute('aria-expanded', 'true');
    const fields = workForm(page, campaign, close);
    form.replaceChildren(fields.element);
    fields.focus();
  }

  const toMe =
    author === '' || work.owner === author
      ? null
      : h(
          'button.link',
          { onclick: () => page.work({ ...nothing(campaign, author), owner: author }) },
          t('Assign to me'),
        );
  return h(
    'section.work-strip',
    { 'aria-label': t('Work on this case') },
    h(
      'div.work-line',
      h(
        'dl.work-now',
        ...fact(t('Status'), h('span', { class: `status ${work.status}` }, t(STATUS[work.status])), work.reason),
        ...fact(t('Owner'), work.owner === undefined ? h('span.muted', t('nobody')) : h('bdi', work.owner)),
        ...fact(t('Ticket'), ticketOf(work.ticket)),
        ...(work.entries === 0 ? [] : fact(t('History'), history(page, campaign, work.entries))),
      ),
      toMe,
      edit,
    ),
    form,
  );
}

/** The same for a card, where there is no room for more; nothing while nobody has worked on it. */
export function workLine(page: PageContext, campaign: string): HTMLElement | null {
  const work = page.find.work(campaign);
  if (work === undefined) return null;
  const { status, owner, ticket } = work;
  return h(
    'p.muted',
    h('span', { class: `status ${status}` }, t(STATUS[status])),
    ...[owner, ticket].flatMap((text) => (text === undefined ? [] : [' · ', h('bdi', text)])),
  );
}

const fact = (name: string, value: HTMLElement, more?: string): HTMLElement[] => [
  h('div', h('dt', name), h('dd', value, more === undefined ? null : h('bdi.muted', ` ${more}`))),
];

const history = (page: PageContext, campaign: string, entries: number): HTMLElement =>
  h(
    'button.link',
    { onclick: () => page.go({ page: 'campaign', campaign, tab: 'decisions' }) },
    counted(entries, 'entry', 'entries'),
  );

/** What people wrote is a link only where it is the address of a page. */
function ticketOf(ticket: string | undefined): HTMLElement {
  if (ticket === undefined) return h('span.muted', t('none'));
  return /^https?:\/\/\S+$/.test(ticket) ? h('a', { href: ticket }, ticket) : h('bdi', ticket);
}

const nothing = (campaign: string, author: string): WorkRequest => ({
  campaign,
  status: null,
  owner: null,
  ticket: null,
  note: '',
  author,
});

/** Status, owner, ticket and a comment. What was not changed is not written. */
export function workForm(
  page: PageContext,
  campaign: string,
  cancel?: () => void,
): { element: HTMLElement; focus: () => void } {
  const work: Pick<CaseSummary, 'status' | 'owner' | 'ticket'> = page.find.work(campaign) ?? NONE;
  const [statusId, noteId, errorId] = [freshId('status'), freshId('comment'), freshId('work-error')];
  const status = h(
    'select',
    { id: statusId },
    ...(Object.keys(STATUS) as CaseStatus[]).map((value) =>
      h('option', { value, selected: value === work.status }, t(STATUS[value])),
    ),
  );
  const owner = nameField(t('Owner'), work.owner ?? '');
  const ticket = nameField(t('Ticket'), work.ticket ?? '', 1000);
  ticket.input.classList.add('wide');
  const author = nameField(t('Your name'), page.overview.me.author);
  const note = h('textarea.note', { id: noteId, rows: 2, maxlength: 2000, 'aria-describedby': errorId });
  const error = h('p.error', { id: errorId, role: 'status', hidden: true });
  const refuse = (text: string): void => {
    error.textContent = text;
    error.hidden = false;
    note.focus();
  };
  const unlessSame = (value: string, before: string | undefined): string | null =>
    value === (before ?? '') ? null : value;

  function save(): void {
    const asked: WorkRequest = {
      campaign,
      status: status.value === work.status ? null : (status.value as CaseStatus),
      owner: unlessSame(owner.input.value.trim(), work.owner),
      ticket: unlessSame(ticket.input.value.trim(), work.ticket),
      note: note.value.trim(),
      author: author.input.value.trim(),
    };
    if (asked.status === 'closed' && asked.note === '') return refuse(t('Say why the case is closed.'));
    if (asked.status === null && asked.owner === null && asked.ticket === null && asked.note === '')
      return refuse(t('Nothing was changed: write a comment, or change the status, the owner or the ticket.'));
    page.work(asked);
    cancel?.();
  }

  const element = h(
    'form.decision-form',
    {
      onsubmit: (event: SubmitEvent) => {
        event.preventDefault();
        save();
      },
      onkeydown: (event: KeyboardEvent) => {
        if (event.key !== 'Escape' || cancel === undefined) return;
        event.preventDefault();
        cancel();
      },
    },
    h(
      'div.controls',
      h('span.choice', h('label', { for: statusId }, t('Status')), status),
      owner.element,
      ticket.element,
      author.element,
    ),
    h('label', { for: noteId }, t('Comment, or why the case is closed')),
    note,
    h(
      'div.controls',
      h('button.primary', { type: 'submit' }, t('Save')),
      cancel === undefined ? null : h('button.quiet', { onclick: () => cancel() }, t('Cancel')),
    ),
    error,
  );
  return { element, focus: () => status.focus() };
}
