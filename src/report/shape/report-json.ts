import type { Report } from './report.ts';
import { escapedJson } from '../../text/visible.ts';

/**
 * The report as JSON text in pieces; joined they are `JSON.stringify(report, null, 2)` and a line break. In pieces because a
 * report on many thousand accounts is longer than the longest string of the JavaScript engine (512 MB).
 */
export function* reportJson(report: Report): Generator<string> {
  let separator = '{\n';
  for (const [key, value] of Object.entries(report)) {
    yield `${separator}  ${JSON.stringify(key)}: `;
    separator = ',\n';
    if (Array.isArray(value) && value.length > 0) yield* arrayJson(value);
    else yield indented(value, '  ');
  }
  yield '\n}\n';
}

function* arrayJson(values: readonly unknown[]): Generator<string> {
  let separator = '[\n';
  for (const value of values) {
    yield `${separator}    ${indented(value, '    ')}`;
    separator = ',\n';
  }
  yield '\n  ]';
}

/** JSON has no raw line break inside a string, so every line break is one of the layout. */
function indented(value: unknown, indent: string): string {
  return escapedJson(JSON.stringify(value, null, 2)).replaceAll('\n', `\n${indent}`);
}
