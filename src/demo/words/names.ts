import type { Grammar } from './grammar.ts';

/** Names of people, places, firms and goods used all over the made-up log. */
export const NAMES = {
  person:
    'Amara Bilal Chiara Dmitri Elif Farid Greta Hanneke Ines Jonas Kofi Leila Mateo Nadia Oskar Priya Quentin Rosa Samir Tova Ulla Viktor Wanjiru Ximena Yusuf Zofia Anselm Birgit Cyril Dalia Emre Fiona'.split(
      ' ',
    ),
  family:
    'Adeyemi Brandt Castellan Dufour Eriksen Fontaine Grabowski Haddad Ivanova Jansen Kowalczyk Lindqvist Moreau Nakagawa Okonkwo Pereira Quist Rahman Sorensen Takahashi Ueda Vasquez Weiss Yilmaz Zamora'.split(
      ' ',
    ),
  city: 'Lisbon Gdansk Bristol Turin Leipzig Porto Utrecht Malmo Nantes Bergen Graz Cork Ghent Valencia Tampere Brno Ljubljana Seville Aarhus Bilbao Lyon Riga Zagreb Basel Edinburgh Krakow'.split(
    ' ',
  ),
  firm: 'Alderbrook Bluefinch Cobalt-Lane Driftwood Elmgate Fennick Goldcrest Harrowgate Inkwell Juniper Kestrel Lanternfield Marlow Northgate Oakhaven Pinnock Quarrystone Redfern Silverpine Thornbury Underhill Verity Westmere Yarrow'.split(
    ' ',
  ),
  goods: [
    'desk lamp',
    'rain jacket',
    'coffee grinder',
    'hiking stick',
    'standing desk',
    'air purifier',
    'bread knife',
    'bicycle pump',
    'wool blanket',
    'noise meter',
    'travel kettle',
    'garden hose',
    'label printer',
    'camping stove',
    'water filter',
    'yoga mat',
    'book shelf',
    'soldering iron',
    'picture frame',
    'lunch box',
    'dog lead',
    'tool chest',
    'reading light',
    'pressure cooker',
  ],
  material: [
    'oak',
    'steel',
    'merino wool',
    'bamboo',
    'recycled plastic',
    'aluminium',
    'cotton canvas',
    'cork',
    'ceramic',
    'waxed cotton',
    'birch plywood',
    'brass',
  ],
  colour: ['slate', 'moss green', 'sand', 'navy', 'rust', 'off-white', 'plum', 'charcoal', 'ochre', 'sky blue'],
  month: 'January February March April May June July August September October November December'.split(' '),
  weekday: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' '),
} satisfies Grammar;
