import { basename } from 'node:path';
import { parseKey } from '../../../engine/techniques/indicators/indicators.ts';
import { readRegularFile } from '../../../reader/bytes/files/regular-file.ts';
import { type HashedReport, hashedReport } from '../../../report/match/campaign-values.ts';
import {
  bundleText,
  checkSignature,
  looksLikeBundle,
  parseBundle,
  signatureOf,
} from '../../../report/match/match-bundle.ts';
import { type CampaignMatch, matchCampaigns } from '../../../report/match/match-campaigns.ts';
import { withMatches } from '../../../report/match/with-matches.ts';
import { reportJson } from '../../../report/shape/json/report-json.ts';
import type { Report } from '../../../report/shape/report.ts';
import { counted } from '../../../text/numbers.ts';
import { visibleLine } from '../../../text/visible.ts';
import type { Typed } from '../../command.ts';
import { EXIT } from '../../exit-code.ts';
import { checkOutputs } from '../../options/files/outputs.ts';
import { readReportFile } from '../../options/files/report-file.ts';
import { writeFile } from '../../output/write-file.ts';
import type { Terminal } from '../../output/terminal.ts';
import { UsageError } from '../../usage-error.ts';

/** Runs `prompt-audit match`: the same campaign in several reports. */
export async function match(typed: Typed, terminal: Terminal): Promise<number> {
  const { output, bundle, sign } = typed.values;
  const paths = typed.rest;
  if (paths.length === 0 || (paths.length === 1 && bundle === undefined))
    throw new UsageError('Name two reports or more. See: prompt-audit match --help');
  if (sign !== undefined && bundle === undefined) throw new UsageError('--sign belongs to --bundle.');
  await checkOutputs({ '--output': output, '--bundle': bundle }, [...paths, typed.values['key'], sign]);
  const key =
    typed.values['key'] === undefined
      ? undefined
      : parseKey(await readRegularFile(typed.values['key']), typed.values['key']);
  if (bundle !== undefined && key === undefined)
    throw new UsageError('--bundle needs --key FILE: without a key anybody could find out what is hashed by trying.');
  const read = await Promise.all(paths.map((path) => readHashed(path, key, typed.values['verify'])));
  if (bundle !== undefined)
    await writeBundle(
      bundle,
      read.flatMap(({ hashed }) => hashed),
      sign,
    );
  const [first] = read;
  const reports = read.flatMap(({ hashed }) => hashed);
  const matches = matchCampaigns(reports);
  if (output !== undefined) {
    if (first?.report === undefined)
      throw new UsageError('--output writes the first report with its matches: name a report first, not a bundle.');
    await writeFile(output, reportJson(withMatches(first.report, reports, matches)));
  }
  if (paths.length > 1) await terminal.out.write(textOf(matches, reports));
  return EXIT.clean;
}

async function readHashed(
  path: string,
  key: string | undefined,
  publicKey: string | undefined,
): Promise<{ hashed: HashedReport[]; report?: Report }> {
  const report = await readReportFile(path);
  if (report !== undefined) return { hashed: [hashedReport(report, basename(path), key)], report };
  const text = await readRegularFile(path);
  if (!looksLikeBundle(text)) throw new UsageError(`"${path}" is neither a JSON report nor a bundle of hashes.`);
  if (key === undefined)
    throw new UsageError(`"${path}" holds hashes, which say nothing without the key they were made with (--key FILE).`);
  if (publicKey !== undefined)
    checkSignature(
      Buffer.from(text),
      await readRegularFile(`${path}.sig`),
      await readRegularFile(publicKey),
      path,
      publicKey,
    );
  return { hashed: parseBundle(text, path) };
}

async function writeBundle(path: string, reports: readonly HashedReport[], sign: string | undefined): Promise<void> {
  const text = bundleText(reports);
  const signature = sign === undefined ? undefined : signatureOf(Buffer.from(text), await readRegularFile(sign), sign);
  await writeFile(path, [text]);
  if (signature !== undefined) await writeFile(`${path}.sig`, [signature]);
}

function textOf(matches: readonly CampaignMatch[], reports: readonly HashedReport[]): string {
  const campaigns = reports.reduce((sum, own) => sum + own.campaigns.length, 0);
  const head = `${counted(campaigns, 'campaign')} in ${counted(reports.length, 'report')}: ${counted(matches.length, 'match', 'matches')}.`;
  const name = ({ report, campaign }: CampaignMatch['first']): string =>
    `${visibleLine(reports[report]!.name, 80)} ${visibleLine(campaign, 40)}`;
  const lines = matches.map(
    ({ grade, first, second, text }) => `${grade.padEnd(6)}  ${name(first)} and ${name(second)}: ${text}.`,
  );
  const rest =
    matches.length === 0
      ? ['That none is found does not mean that there is none: a campaign may be worded anew for each log.']
      : [];
  return `${[head, ...lines, ...rest].join('\n')}\n`;
}
