/**
 * Sentences from a small grammar, in which hardly any clause occurs twice, as in the questions and texts that harvests
 * use.
 */
import { hash32 } from '../../math/hash.ts';
import type { Random } from '../../math/random.ts';

const NOUNS = (
  'lantern ledger orchard turbine glacier tariff enzyme ferry mosaic quarry sonnet lathe delta vaccine comet treaty loom ' +
  'beacon reservoir chisel lichen pendulum archive kiln sextant bakery viaduct choir gearbox mangrove auction dialect'
).split(' ');
const QUALITIES = (
  'brittle nightly inland copper unfinished borrowed northern hollow seasonal disputed amber tidal overgrown muted ' +
  'weightless provincial fractured early salted reluctant'
).split(' ');
const ACTIVITIES = (
  'outlasts divides repairs doubles withholds measures crosses replaces floods balances predicts shelters delays echoes ' +
  'consumes borrows steadies reverses'
).split(' ');
const PLACES = (
  'Averlund Bostrey Calvane Drumhollow Estwick Fenmarch Gorsedale Halbeck Inverlay Jorvane Kestrow Lumley Marrowby ' +
  'Northgill Orrest Penhallow'
).split(' ');
const RELATIONS = 'because although whenever unless before while'.split(' ');
const FIELDS = (
  'hydrology bookkeeping phonetics metallurgy horticulture navigation epidemiology weaving acoustics cartography taxation ' +
  'beekeeping optics pharmacy masonry genetics'
).split(' ');

const noun = (random: Random): string => `${random.pick(QUALITIES)} ${random.pick(NOUNS)}`;

/** `sentences` sentences with names and numbers that are as good as new every time. */
export function material(random: Random, sentences: number): string {
  return Array.from({ length: sentences }, () => {
    const main = `the ${noun(random)} of ${random.pick(PLACES)} ${random.pick(ACTIVITIES)} ${2 + random.below(97)} of the ${noun(random)}s`;
    return `${random.pick(RELATIONS)} the ${noun(random)} ${random.pick(ACTIVITIES)} a ${noun(random)} ${main}.`;
  }).join(' ');
}

export const theme = (random: Random): string => `${random.pick(FIELDS)} of the ${noun(random)}`;

/** Seven letters that are always the same for a text, and are no word. */
export const word = (text: string): string =>
  Array.from({ length: 7 }, (_, at) => String.fromCharCode(97 + (hash32(text, at) % 26))).join('');

/** A short reply in somebody's words. */
export const draft = (random: Random): string =>
  `I would say that a ${noun(random)} ${random.pick(ACTIVITIES)} the ${noun(random)} near ${random.pick(PLACES)} by ${random.below(500)}.`;
