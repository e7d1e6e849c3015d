/** What a page does not show, and how it was made. */
import { logName } from '../../../text/log-name.ts';
import type { AccountReport } from '../../shape/report.ts';
import type { ExportInput } from '../export-input.ts';
import { list, type Section, table, text } from './packet.ts';
import { PROMPT_MODES } from '../prompt-mode.ts';
import { bytes, count, counted, setting } from '../../../text/numbers.ts';
import { moment } from '../../../text/times.ts';
import { partialText } from '../../../engine/ingest/partial-text.ts';

export function limitsSection(input: ExportInput, account: AccountReport | undefined): Section {
  const { report, prompts, quotes } = input;
  const { inputs } = report;
  const blind = report.detectors.filter(({ state }) => state === 'abstained');
  const failed = inputs.files.filter(({ error }) => error !== undefined);
  const items = [
    'A score is a probability under a model of traffic. Evaluations, classes, agencies and research can look like harvesting. Someone who knows the customer may know more than the log does.',
    ...[partialText(report) ?? []].flat(),
    ...failed.map(({ path, error }) => `${logName(path)} could not be read: ${error ?? ''}`),
    ...(inputs.rejected > 0
      ? [
          `${counted(inputs.rejected, 'line')} of ${count(inputs.lines)} could not be read and ${inputs.rejected === 1 ? 'was' : 'were'} not judged.`,
        ]
      : []),
    ...blind.map(({ name, reason }) => `${name} abstained. ${reason ?? 'The log lacks the data it needs.'}`),
    ...(account?.identity === 'weak'
      ? ['The account is identified only by an address or a file name, so it may be several people.']
      : []),
    ...(report.period === null ? ['No request has a time, so nothing that depends on time was judged.'] : []),
    PROMPT_MODES[prompts],
    'Credentials in text are replaced by their kind and a short hash. Long prompts and answers are cut.',
    ...(quotes ? [] : ['The log was not available when this page was written, so no lines are quoted.']),
    ...(quotes && quotes.unquoted.length > 0
      ? [`${counted(quotes.unquoted.length, 'log line')} could not be quoted. ${quotes.unquoted[0]!.why}`]
      : []),
    ...(input.activity || input.subject === undefined
      ? []
      : [
          'The packet was written from a report, which does not keep the time of each request, so the figures that need it are missing.',
        ]),
  ];
  return { heading: 'Limits', blocks: [list(items)] };
}

export function originSection({ report, now }: ExportInput): Section {
  const { inputs, settings, tool, population } = report;
  return {
    heading: 'Where this comes from',
    blocks: [
      {
        kind: 'facts',
        facts: [
          ['Tool', `Prompt Traffic Audit ${tool.version}`],
          ['Written', `${moment(now)} UTC`],
          ['Prior of an account', setting(settings.accountPrior)],
          ['Threshold', setting(settings.threshold)],
          [
            'Population',
            `${counted(population.requests, 'request')}, ${counted(population.accounts, 'account')}, ${counted(population.templates, 'template')}`,
          ],
          [
            'Lines',
            `${count(inputs.lines)} = ${count(inputs.records)} with requests + ${count(inputs.rejected)} rejected + ${count(inputs.skipped)} skipped`,
          ],
        ],
      },
      table(
        ['File', '>Size', '>Lines', '>Requests'],
        inputs.files
          .slice(0, FILES)
          .map((file) => [logName(file.path), bytes(file.bytes), count(file.lines), count(file.requests)]),
      ),
      ...(inputs.files.length > FILES ? [text(`${counted(inputs.files.length - FILES, 'more file')}.`)] : []),
    ],
  };
}

const FILES = 50;
