/** The decision on an item, and buttons to decide: a bar below a page's heading, or a list that says what each does. */
import type { Choice, DecidedItem, DecisionRequest, SubjectKind } from '../../../src/protocol/decision-data.ts';
import type { PageContext } from '../../app/context.ts';
import { nameField } from '../controls/name-field.ts';
import { decidedMark } from './decided.ts';
import { freshId, h } from '../dom.ts';
import { t } from '../words.ts';

type Decision = Exclude<Choice, 'open'>;

const BUTTONS: Readonly<Record<Decision, { label: string; asks: string; effect: () => string }>> = {
  confirmed: {
    label: 'Confirm…',
    asks: 'How was it confirmed? It still counts, even if a later scan is less certain.',
    effect: () => t('It counts, in later scans too.'),
  },
  benign: {
    label: 'Benign…',
    asks: 'Why is it benign? It will no longer count as a finding.',
    effect: () => t('It no longer counts.'),
  },
  watch: {
    label: 'Watch…',
    asks: 'What should be checked? It still counts.',
    effect: () => t('It still counts, as on watch.'),
  },
  allowed: {
    label: 'Allow…',
    asks: 'Whose account is it? Accounts on the allow-list never count.',
    effect: () => t('The account never counts.'),
  },
};

/** Days from now; none means no expiry. */
const ends = (): (readonly [days: string, name: string])[] => [
  ['', t('No expiry')],
  ['30', t('{0} days', 30)],
  ['90', t('{0} days', 90)],
  ['365', t('A year')],
];
const DAY = 86_400_000;

export function decisionBar(page: PageContext, kind: SubjectKind, id: string): HTMLElement {
  const { buttons, form, now, takeBack } = deciding(page, kind, id);
  return h(
    'section.decision-bar',
    { 'aria-label': t('Decision') },
    h(
      'div.decision-line',
      now,
      h(
        'div.controls',
        { role: 'group', 'aria-label': t('Decide') },
        ...buttons.map(({ button, effect }) => Object.assign(button, { title: effect() })),
        takeBack,
      ),
    ),
    form,
  );
}

/** The same with what each button does beside it. */
export function decisionList(page: PageContext, kind: SubjectKind, id: string): HTMLElement {
  const { buttons, form, now, takeBack } = deciding(page, kind, id);
  return h(
    'section.decision-list',
    { 'aria-label': t('Decision') },
    now,
    h(
      'div.decision-choices',
      { role: 'group', 'aria-label': t('Decide') },
      ...buttons.flatMap(({ button, effect }) => [button, h('span.muted', effect())]),
      ...(takeBack === null ? [] : [takeBack, h('span.muted', t('The decision is taken back.'))]),
    ),
    h(
      'p.muted',
      t(
        'Your reason and name go into the file of decisions, for all who have this folder. No score changes; no account is suspended.',
      ),
    ),
    form,
  );
}

function deciding(
  page: PageContext,
  kind: SubjectKind,
  id: string,
): {
  buttons: { button: HTMLElement; effect: () => string }[];
  form: HTMLElement;
  now: HTMLElement;
  takeBack: HTMLElement | null;
} {
  const decided = page.find.decided(kind, id);
  // What follows from a decision on something else stays as it is: this one comes beside it.
  const own = decided?.own === true ? decided : undefined;
  const form = h('div');
  const choices = (
    ['confirmed', 'benign', 'watch', ...(kind === 'account' ? (['allowed'] as const) : [])] as const
  ).filter((choice) => choice !== decided?.state);
  const buttons = choices.map((choice) => {
    const button = h(
      'button.quiet',
      { 'aria-expanded': 'false', onclick: () => toggle(choice, button) },
      t(BUTTONS[choice].label),
    );
    return { button, effect: BUTTONS[choice].effect };
  });

  function close(): void {
    form.replaceChildren();
    for (const { button } of buttons) button.setAttribute('aria-expanded', 'false');
  }

  function toggle(choice: Decision, button: HTMLElement): void {
    const open = button.getAttribute('aria-expanded') === 'true';
    close();
    if (open) return;
    button.setAttribute('aria-expanded', 'true');
    const fields = decisionForm(page, choice, own, page.find.work(id)?.owner, {
      save: (reason) => {
        page.decide({ kind, id, choice, ...reason, replace: own !== undefined });
        close();
        button.focus();
      },
      cancel: () => {
        close();
        button.focus();
      },
    });
    form.replaceChildren(fields.element);
    fields.focus();
  }

  const takeBack =
    decided === undefined
      ? null
      : h(
          'button.quiet',
          {
            onclick: () =>
              page.decide({ kind, id, choice: 'open', note: '', expires: null, ...page.overview.me, replace: true }),
          },
          t('Undo'),
        );
  const now =
    decided === undefined
      ? h('span.muted', t('No decision yet.'))
      : h('span.decision-now', decidedMark(decided), h('span.muted', decided.text));
  return { buttons, form, now, takeBack };
}

type Reason = Pick<DecisionRequest, 'note' | 'expires' | 'author' | 'owner'>;

interface FormActions {
  save: (reason: Reason) => void;
  cancel: () => void;
}

/**
 * A note, an expiry date, who decides and who answers for it; nothing is saved without a note.
 * @param replaced the decision that this one takes the place of
 * @param holder who works on it now
 */
function decisionForm(
  page: PageContext,
  choice: Decision,
  replaced: DecidedItem | undefined,
  holder: string | undefined,
  { save, cancel }: FormActions,
): { element: HTMLElement; focus: () => void } {
  const { me } = page.overview;
  const [noteId, endId, errorId] = [freshId('note'), freshId('end'), freshId('note-error')];
  const note = h('input.note', {
    type: 'text',
    id: noteId,
    maxlength: 2000,
    autocomplete: 'off',
    'aria-describedby': errorId,
  });
  const end = h('select', { id: endId }, ...ends().map(([value, name]) => h('option', { value }, name)));
  const author = nameField(t('Your name'), me.author);
  const owner = nameField(t('Owner'), holder ?? me.owner);
  const error = h(
    'p.error',
    { id: errorId, role: 'status', hidden: true },
    t('Add a note that says why, for whoever reviews this.'),
  );
  const word = t(BUTTONS[choice].label).replace('…', '');
  const element = h(
    'form.decision-form',
    {
      onsubmit: (event: SubmitEvent) => {
        event.preventDefault();
        error.hidden = note.value.trim() !== '';
        if (!error.hidden) {
          note.setAttribute('aria-invalid', 'true');
          note.focus();
          return;
        }
        save({
          note: note.value.trim(),
          expires: end.value === '' ? null : dayFromNow(Number(end.value)),
          author: author.input.value.trim(),
          owner: owner.input.value.trim(),
        });
      },
      onkeydown: (event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        cancel();
      },
    },
    replaced === undefined ? null : h('p.warning', t('This replaces a decision. {0}', replaced.text)),
    h('label', { for: noteId }, BUTTONS[choice].asks),
    note,
    h(
      'div.controls',
      h('span.choice', h('label', { for: endId }, t('Valid for')), end),
      author.element,
      owner.element,
      h('button.primary', { type: 'submit' }, replaced === undefined ? word : t('Replace: {0}', word)),
      h('button.quiet', { onclick: () => cancel() }, t('Cancel')),
    ),
    error,
  );
  return { element, focus: () => note.focus() };
}

function dayFromNow(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
}
