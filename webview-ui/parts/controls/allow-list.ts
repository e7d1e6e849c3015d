/** A short list of names that can be added to and taken from. */
import { freshId, h } from '../dom.ts';
import { short } from '../../../src/text/visible.ts';
import { t } from '../words.ts';

export interface AllowListOptions {
  names: readonly string[];
  changed: (names: string[]) => void;
}

export interface AllowList {
  element: HTMLElement;
  set: (names: readonly string[]) => void;
}

const MAX_NAMES = 200;

export function allowList({ names: start, changed }: AllowListOptions): AllowList {
  let names = [...start];
  const id = freshId('allow');
  const hint = h(
    'p.muted',
    { id: `${id}-hint` },
    t('An account, or a pattern where * matches any text: {0}', 'eval-*'),
  );
  const list = h('ul.chips', { 'aria-label': t('Accounts treated as allowed') });
  const input = h('input.note', {
    type: 'text',
    id,
    maxlength: 10_000,
    autocomplete: 'off',
    'aria-describedby': `${id}-hint`,
  });

  function draw(): void {
    list.replaceChildren(
      ...names.map((name) =>
        h(
          'li',
          h('bdi', short(name, 60)),
          h('button.icon-button', { 'aria-label': t('Remove {0}', short(name, 60)), onclick: () => remove(name) }, '×'),
        ),
      ),
    );
    list.hidden = names.length === 0;
  }

  function remove(name: string): void {
    names = names.filter((other) => other !== name);
    draw();
    input.focus();
    changed([...names]);
  }

  function add(): void {
    const name = input.value.trim();
    // A star alone would allow everybody, which the file of decisions refuses too.
    if (name === '' || /^\*+$/.test(name) || names.includes(name) || names.length >= MAX_NAMES) return;
    names = [...names, name];
    input.value = '';
    draw();
    changed([...names]);
  }

  draw();
  const element = h(
    'form.allow',
    {
      onsubmit: (event: SubmitEvent) => {
        event.preventDefault();
        add();
      },
    },
    h('label', { for: id }, t('Allow accounts')),
    h('div.controls', input, h('button.quiet', { type: 'submit' }, t('Add'))),
    hint,
    list,
  );
  return {
    element,
    set(next) {
      names = [...next];
      draw();
    },
  };
}
