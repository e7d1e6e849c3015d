/** A rule in words, for the documentation and for `prompt-audit rules explain`. */
import { atlasTechnique } from '../shape/atlas/atlas.ts';
import { count, counted } from '../../text/numbers.ts';
import type { Rule } from './rule.ts';

/** Names of the risks that shipped rules name. */
const RISKS: Readonly<Record<string, string>> = {
  'LLM02:2026': 'Sensitive Information Disclosure',
  'LLM06:2026': 'Unbounded Consumption',
  'LLM08:2026': 'Hidden Context Exposure',
};

/** `atlas.aml.t0024.002` is `AML.T0024.002`, `owasp.llm06.2026` is `LLM06:2026`. */
export function tagName(tag: string): string {
  const [namespace, ...rest] = tag.split('.');
  return namespace === 'owasp' ? rest.join(':').toUpperCase() : rest.join('.').toUpperCase();
}

/** What a tag stands for, where that is known. */
export function tagTitle(tag: string): string | undefined {
  return atlasTechnique(tagName(tag))?.name ?? RISKS[tagName(tag)];
}

/** What a rule looks at, in a sentence. */
export function ruleSentence(rule: Rule): string {
  if (rule.kind === 'event') {
    return rule.category === 'request'
      ? 'Looks at each request; matches are listed by account.'
      : 'Looks at everything an account sends with one template; each that matches the rule is one match.';
  }
  const { type, rules, groupBy, timespan, least, field = '' } = rule;
  const who = `of one ${groupBy.join(' and ')}`;
  const window = `within ${spanText(timespan)}`;
  if (type === 'temporal') return `Matches when ${rules.join(' and ')} all match ${window} in requests ${who}.`;
  const base = rules.join(' or ');
  return type === 'event_count'
    ? `Matches when ${count(least)} or more requests ${who} match ${base} ${window}.`
    : `Matches when requests ${who} that match ${base} have ${count(least)} or more different values of ${field} ${window}.`;
}

/** Markdown without a heading. */
export function explainRule(rule: Rule): string {
  const { id, level, author, description, references, falsepositives, tags, source } = rule;
  const list = (items: readonly string[]): string[] => items.map((item) => `- ${item}`);
  const tagText = (tag: string): string => {
    const title = tagTitle(tag);
    return title === undefined ? tagName(tag) : `${tagName(tag)} (${title})`;
  };
  const parts = [
    `\`rule/${id}\`, ${level}${author === undefined ? '' : `, by ${author}`}.`,
    ...(description === undefined ? [] : [description]),
    ruleSentence(rule),
    ['```yaml', source, '```'].join('\n'),
    ...(falsepositives.length === 0 ? [] : [['What else looks like this:', '', ...list(falsepositives)].join('\n')]),
    ...(tags.length === 0 ? [] : [['Tags:', '', ...list(tags.map(tagText))].join('\n')]),
    ...(references.length === 0
      ? []
      : [['References:', '', ...list(references.map((link) => `<${link}>`))].join('\n')]),
  ];
  return parts.join('\n\n');
}

function spanText(ms: number): string {
  const units = [
    [86_400_000, 'day'],
    [3_600_000, 'hour'],
    [60_000, 'minute'],
    [1000, 'second'],
  ] as const;
  const [size, name] = units.find(([unit]) => ms % unit === 0) ?? [1000, 'second'];
  return counted(ms / size, name);
}
