/** Settings by which a scan finds less than it usually does, whoever gave them: the headline names them. */
import { setting } from '../../text/numbers.ts';
import type { Speech } from '../../text/speech.ts';
import { visibleLine } from '../../text/visible.ts';
import { DEFAULT_SETTINGS, type Report } from '../shape/report.ts';

/** Keys of the configuration file, and which values of each may hide a finding. */
export const WEAKENING: ReadonlyMap<string, 'higher' | 'lower' | 'any'> = new Map([
  ['accountBy', 'any'],
  ['threshold', 'higher'],
  ['accountPrior', 'lower'],
  ['gates.minJudged', 'lower'],
  ['gates.maxRejected', 'higher'],
  ['limits.lineMegabytes', 'lower'],
  ['limits.unpackRatio', 'lower'],
]);

/** What a scan goes by where nobody says otherwise, as far as a report does not know it itself. */
const USUAL: Readonly<Record<string, number>> = {
  'limits.lineMegabytes': 256,
  'limits.unpackRatio': 1000,
};

/** One sentence that names these settings with their values; none where there are none. */
export function weakenedSentence({ settings, configuration = [] }: Report, t: Speech): string[] {
  const { threshold, accountPrior, minJudged, maxRejected } = settings;
  const own = new Map(configuration.map(({ key, value }) => [key, value]));
  const values: readonly (readonly [key: string, value: number, usual: number])[] = [
    ['threshold', threshold, DEFAULT_SETTINGS.threshold],
    ['accountPrior', accountPrior, DEFAULT_SETTINGS.accountPrior],
    ['gates.minJudged', minJudged, DEFAULT_SETTINGS.minJudged],
    ['gates.maxRejected', maxRejected, DEFAULT_SETTINGS.maxRejected],
    ...Object.entries(USUAL).map(([key, usual]) => [key, Number(own.get(key) ?? usual), usual] as const),
  ];
  const weaker = values
    .filter(([key, value, usual]) => (WEAKENING.get(key) === 'higher' ? value > usual : value < usual))
    .map(([key, value, usual]) => t('{0} {1} (usually {2})', key, shown(key, value), shown(key, usual)));
  const accountBy = own.get('accountBy') ?? '';
  const named = [...weaker, ...(accountBy === '' ? [] : [`accountBy ${visibleLine(accountBy, 60)}`])];
  return named.length === 0 ? [] : [t('Settings that may hide a campaign: {0}.', named.join(', '))];
}

const shown = (key: string, value: number): string => (key in USUAL ? String(value) : setting(value));
