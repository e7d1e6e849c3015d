/** Tables on how public templates were read. */
import { wordSet } from '../../../src/schema/words.ts';
import { areaUnderCurve, table } from '../figures.ts';
import type { PublicTemplate } from './public-template.ts';

export interface ReadTemplate {
  template: PublicTemplate;
  harvest: number;
}

/** Between these the detector of intent says "some". */
const [FEW, MOST] = [0.2, 0.63];
/** A row of the table of kinds needs so many templates. */
const FEWEST = 8;

/** Tables in Markdown: overall, by language, by kind and by repository. */
export function publicFigures(read: readonly ReadTemplate[]): string {
  const groups = (nameOf: (one: ReadTemplate) => string) =>
    [...new Set(read.map(nameOf))].sort().map((name) => [name, read.filter((one) => nameOf(one) === name)] as const);
  const kinds = groups(({ template }) => template.kind);
  const languages = groups(({ template }) => languageOf(template.text));
  const repositories = groups(({ template }) => `${template.side} ${template.repository}`);
  return [
    table(
      ['measure', 'value'],
      [
        ['pipelines’ templates, repositories', sizes(read, 'pipeline')],
        ['applications’ templates, repositories', sizes(read, 'application')],
        ['area under the curve, template by template', auc(read)],
        ['the same, every repository weighing alike', balanced(read)],
        ['calibration: mean of harvest, of applications', share(read, 'application')],
        ['the same, of pipelines', share(read, 'pipeline')],
      ],
    ),
    table(
      [
        'kind',
        ...['pipelines', 'few', 'some', 'most', 'applications', 'few', 'some', 'most'],
        'AUC',
        'AUC against all others',
      ],
      kinds.map(([name, own]) => [
        name,
        ...confusion(own, 'pipeline'),
        ...confusion(own, 'application'),
        auc(own),
        againstAll(own, read),
      ]),
    ),
    table(
      ['script', 'pipelines', 'applications', 'AUC'],
      languages.map(([name, own]) => [name, count(own, 'pipeline'), count(own, 'application'), auc(own)]),
    ),
    table(
      ['repository', 'templates', 'mean harvest', 'AUC against the other side'],
      repositories
        .filter(([, own]) => own.length >= FEWEST)
        .map(([name, own]) => [name, String(own.length), mean(own).toFixed(2), againstAll(own, read)]),
    ),
  ].join('\n\n');
}

const ofSide = (read: readonly ReadTemplate[], side: string) => read.filter(({ template }) => template.side === side);
const harvests = (read: readonly ReadTemplate[]) => read.map(({ harvest }) => harvest);
const count = (read: readonly ReadTemplate[], side: string) => String(ofSide(read, side).length);
const mean = (read: readonly ReadTemplate[]) => harvests(read).reduce((sum, one) => sum + one, 0) / read.length;

function sizes(read: readonly ReadTemplate[], side: string): string {
  const own = ofSide(read, side);
  return `${own.length}, ${new Set(own.map(({ template }) => template.repository)).size}`;
}

function auc(read: readonly ReadTemplate[]): string {
  const [pipelines, applications] = [ofSide(read, 'pipeline'), ofSide(read, 'application')];
  if (Math.min(pipelines.length, applications.length) < FEWEST) return '';
  return areaUnderCurve(harvests(pipelines), harvests(applications)).toFixed(3);
}

/** Mean over repositories of the area between their templates and the other side's, in which every repository weighs alike. */
function balanced(read: readonly ReadTemplate[]): string {
  const byRepository = (side: string) =>
    [...new Set(ofSide(read, side).map(({ template }) => template.repository))].map((repository) =>
      harvests(read.filter(({ template }) => template.repository === repository)),
    );
  const [pipelines, applications] = [byRepository('pipeline'), byRepository('application')];
  const areas = pipelines.flatMap((yes) => applications.map((no) => areaUnderCurve(yes, no)));
  return (areas.reduce((sum, one) => sum + one, 0) / areas.length).toFixed(3);
}

/** The area between the templates of each side of a group and all of the other side. */
function againstAll(own: readonly ReadTemplate[], all: readonly ReadTemplate[]): string {
  return (['pipeline', 'application'] as const)
    .flatMap((side) => {
      const [mine, others] = [ofSide(own, side), all.filter(({ template }) => template.side !== side)];
      if (mine.length === 0) return [];
      const [yes, no] = side === 'pipeline' ? [mine, others] : [others, mine];
      return [`${side === 'pipeline' ? 'p' : 'a'} ${areaUnderCurve(harvests(yes), harvests(no)).toFixed(2)}`];
    })
    .join(', ');
}

function confusion(read: readonly ReadTemplate[], side: string): string[] {
  const own = ofSide(read, side);
  const steps = [
    own.filter(({ harvest }) => harvest < FEW),
    own.filter(({ harvest }) => harvest >= FEW && harvest < MOST),
    own.filter(({ harvest }) => harvest >= MOST),
  ];
  return [String(own.length), ...steps.map((step) => (own.length > 0 ? percent(step.length, own.length) : ''))];
}

function share(read: readonly ReadTemplate[], side: string): string {
  return mean(ofSide(read, side)).toFixed(2);
}

/** A text's script, and for Latin letters whether it is English by its commonest words. */
function languageOf(text: string): string {
  const scripts: [string, RegExp][] = [
    ['Chinese or Japanese', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu],
    ['Korean', /\p{Script=Hangul}/gu],
    ['Cyrillic', /\p{Script=Cyrillic}/gu],
    ['Arabic', /\p{Script=Arabic}/gu],
  ];
  for (const [name, pattern] of scripts) if ((text.match(pattern)?.length ?? 0) > text.length * 0.15) return name;
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const english = words.filter((word) => ENGLISH.has(word)).length;
  return english > words.length * 0.12 ? 'English' : 'other Latin';
}

const ENGLISH = wordSet('the and of to is you your that this with for be are it if not or should');

function percent(part: number, whole: number): string {
  return whole === 0 ? '' : `${Math.round((100 * part) / whole)}%`;
}
