/**
 * A name that a log gives, in a place that may be too narrow for it. What has no room is left out of its middle: names of one
 * series differ at their ends. Two elements, so that the style sheet can leave out as much as has to be.
 */
import { lastCharacters, short } from '../../src/text/visible.ts';
import { h } from './dom.ts';

/** Characters at the end that stay in sight. */
const END = 6;
/** A name of so many fits anywhere. */
const SHORT = 2 * END;

/** @param limit characters of the log, at most */
export function longName(name: string, limit = 80): HTMLElement {
  const end = name.length <= SHORT ? '' : lastCharacters(name, END);
  const start = short(name.slice(0, name.length - end.length), limit - END);
  return end === '' ? h('bdi', start) : h('bdi.long-name', h('span', start), h('span', end));
}
