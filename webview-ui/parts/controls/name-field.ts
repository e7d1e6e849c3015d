/** A labelled text box for the name of a person or a team, or another short text. */
import { freshId, h } from '../dom.ts';

export function nameField(
  label: string,
  value: string,
  maxlength = 200,
): { element: HTMLElement; input: HTMLInputElement } {
  const id = freshId('name');
  const input = h('input.name-field', { type: 'text', id, value, maxlength, autocomplete: 'off' });
  return { element: h('span.choice', h('label', { for: id }, label), input), input };
}
