/**
 * The JSON Schemas that are published, made of the schemas that the code reads with:
 *
 *   npm run schemas
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ConversionConfig, toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { format } from 'prettier';
import * as team from '../../src/engine/accounts/team-context.ts';
import * as teamUse from '../../src/engine/accounts/team-use.ts';
import * as config from '../../src/report/config/config-schema.ts';
import * as event from '../../src/report/events/event-schema.ts';
import { LineRef } from '../../src/engine/ingest/line-ref.ts';
import * as mapping from '../../src/reader/mapping/mapping-schema.ts';
import * as report from '../../src/report/shape/report.ts';
import * as cases from '../../src/report/triage/cases/case-schema.ts';
import * as triage from '../../src/report/triage/triage-schema.ts';
import { declarationsOf, describe, type JsonNode } from './field-comments.ts';
import { words } from '../../src/schema/words.ts';

const ROOT = join(__dirname, '..', '..');

interface Published {
  /** File in `media`. */
  file: string;
  title: string;
  /** Name of the schema in the module. */
  root: string;
  module: Readonly<Record<string, unknown>>;
  target: 'draft-07' | 'draft-2020-12';
  /** Files that hold the schemas, for their comments. */
  sources: readonly string[];
}

export const PUBLISHED: readonly Published[] = [
  {
    file: 'report.schema.json',
    title: 'Report of Prompt Traffic Audit',
    root: 'Report',
    module: { ...teamUse, ...report },
    target: 'draft-2020-12',
    sources: [
      'src/engine/accounts/team-use.ts',
      ...['src/engine/ingest/line-ref.ts', 'src/engine/ingest/file-summary.ts'],
      ...['src/engine/campaigns/detectors/detector-family.ts', 'src/engine/templates/intent/template-part.ts'],
      ...words(`report campaign-report configured-value considered coverage exposure/document-coverage kept/kept-lines report-items rule-outcome
        triage-summary verdict`).map((file) => `src/report/shape/${file}.ts`),
    ],
  },
  {
    file: 'event.schema.json',
    title: 'Events of Prompt Traffic Audit',
    root: 'Event',
    module: { ...event, LineRef, Verdict: report.Verdict, CaseStatus: report.CaseStatus },
    target: 'draft-2020-12',
    sources: [
      'src/report/events/event-schema.ts',
      'src/engine/ingest/line-ref.ts',
      'src/report/shape/verdict.ts',
      'src/report/shape/triage-summary.ts',
    ],
  },
  {
    file: 'triage.schema.json',
    title: 'Decisions of Prompt Traffic Audit',
    root: 'TriageFile',
    module: triage,
    target: 'draft-07',
    sources: ['src/report/triage/triage-schema.ts'],
  },
  {
    file: 'case.schema.json',
    title: 'Case of Prompt Traffic Audit',
    root: 'CaseFile',
    module: { ...triage, ...cases, CaseStatus: report.CaseStatus },
    target: 'draft-07',
    sources: [
      ...['src/report/triage/triage-schema.ts', 'src/report/triage/cases/case-schema.ts'],
      'src/report/shape/triage-summary.ts',
    ],
  },
  {
    file: 'config.schema.json',
    title: 'Configuration of Prompt Traffic Audit',
    root: 'ConfigFile',
    module: { ...mapping, ...team, ...config },
    target: 'draft-07',
    sources: [
      'src/reader/mapping/mapping-schema.ts',
      'src/engine/accounts/team-context.ts',
      'src/report/config/config-schema.ts',
    ],
  },
  {
    file: 'mapping.schema.json',
    title: 'Mappings of Prompt Traffic Audit',
    root: 'MappingFile',
    module: mapping,
    target: 'draft-07',
    sources: ['src/reader/mapping/mapping-schema.ts'],
  },
];

/** The text of the file as it must be. */
export async function schemaText({ title, root, module, target, sources }: Published): Promise<string> {
  // By name: a bundle lists what a module exports in another order than a module by itself.
  const schemas = Object.entries(module)
    .filter((entry): entry is [string, v.GenericSchema] => isSchema(entry[1]))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const definitions = Object.fromEntries(schemas.filter(([name]) => name !== root));
  const whole = Object.fromEntries(schemas)[root];
  if (whole === undefined) throw new Error(`There is no schema called ${root}.`);
  const { $schema, $defs, ...rest } = toJsonSchema(whole, { ...CONVERSION, target, definitions }) as JsonNode;
  const declarations = declarationsOf(sources.map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') })));
  describe(rest, root, declarations);
  for (const [name, definition] of Object.entries($defs as Record<string, JsonNode>))
    describe(definition, name, declarations);
  const used = usedOf(rest, $defs as Record<string, JsonNode>);
  const schema = { $schema, title, ...rest, ...(Object.keys(used).length > 0 && { $defs: used }) };
  return format(JSON.stringify(schema), { parser: 'json', printWidth: 120 });
}

/** Definitions that something refers to. */
function usedOf(schema: JsonNode, definitions: Readonly<Record<string, JsonNode>>): Record<string, JsonNode> {
  const named = new Set<string>();
  const visit = (text: string): void => {
    for (const [, name = ''] of text.matchAll(/"#\/\$defs\/([^"]+)"/g)) {
      if (named.has(name)) continue;
      named.add(name);
      visit(JSON.stringify(definitions[name]));
    }
  };
  visit(JSON.stringify(schema));
  return Object.fromEntries(Object.entries(definitions).filter(([name]) => named.has(name)));
}

/** Without the ends of what a double holds exactly. */
const WHOLE = { type: 'integer', minimum: undefined, maximum: undefined } as const;

const CONVERSION: ConversionConfig = {
  // JSON has no other numbers; what a check asks beyond JSON Schema is next to it as metadata.
  ignoreActions: ['finite', 'check', 'readonly'],
  // Readers let later fields through. What is written has no others.
  overrideSchema: ({ valibotSchema: { type }, jsonSchema }) => {
    if (type !== 'object' && type !== 'strict_object') return undefined;
    const { required = [], additionalProperties: _, ...rest } = jsonSchema;
    return { ...rest, ...(required.length > 0 && { required }), additionalProperties: false };
  },
  overrideAction: ({ valibotAction, jsonSchema }) =>
    valibotAction.type === 'safe_integer' ? { ...jsonSchema, ...WHOLE } : undefined,
};

function isSchema(value: unknown): value is v.GenericSchema {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';
}

async function main(): Promise<void> {
  for (const published of PUBLISHED) {
    writeFileSync(join(ROOT, 'media', published.file), await schemaText(published));
  }
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
