/** A field that suggests names the scan knows and accepts only complete ones. */
import type { ExplorerQuestions } from '../../src/protocol/explorer-messages.ts';
import { freshId, h } from '../parts/dom.ts';
import type { AskHost } from './explorer-host.ts';
import { t } from '../parts/words.ts';

export interface NameField {
  input: HTMLInputElement;
  list: HTMLDataListElement;
  /** Shows a name that was set from elsewhere, unless a person is typing. */
  show: (name: string) => void;
}

export function nameField(options: {
  ask: AskHost;
  field: ExplorerQuestions['names']['ask']['field'];
  label: string;
  take: (name: string) => void;
  /** Leaves the field for the list. */
  leave: () => void;
}): NameField {
  const { ask, field, label, take, leave } = options;
  const id = freshId('names');
  const list = h('datalist', { id });
  let offered: readonly string[] = [];
  let taken = '';
  const tryTake = (): void => {
    const name = input.value.trim();
    if (name === taken || (name !== '' && !offered.includes(name))) return;
    taken = name;
    take(name);
  };
  const offer = async (): Promise<void> => {
    const { names } = await ask('names', { field, text: input.value.slice(0, 1000) });
    offered = names;
    list.replaceChildren(...names.map((name) => h('option', { value: name })));
    tryTake();
  };
  const input = h('input.name', {
    type: 'search',
    list: id,
    'aria-label': t(label),
    placeholder: t(label),
    onfocus: () => void offer().catch(() => undefined),
    oninput: () => {
      tryTake();
      void offer().catch(() => undefined);
    },
    onkeydown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter') return;
      // What was typed may be the beginning of one name only.
      if (!offered.includes(input.value) && offered[0] !== undefined) input.value = offered[0];
      tryTake();
      leave();
    },
  });
  return {
    input,
    list,
    show: (name) => {
      taken = name;
      if (document.activeElement !== input) input.value = name;
    },
  };
}
