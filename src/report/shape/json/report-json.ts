import type { Report } from '../report.ts';
import { escapedJson } from '../../../text/visible.ts';

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
    else yield indented(value, 1);
  }
  yield '\n}\n';
}

function* arrayJson(values: readonly unknown[]): Generator<string> {
  let separator = '[\n';
  for (const value of values) {
    yield `${separator}    ${indented(value, 2)}`;
    separator = ',\n';
  }
  yield '\n  ]';
}

/** A value as it is written that deep in other values. */
function indented(value: unknown, depth: 1 | 2): string {
  const text = JSON.stringify(depth === 1 ? [value] : [[value]], null, 2);
  const { before, behind } = AROUND[depth];
  return escapedJson(text.slice(before.length, -behind.length));
}

const AROUND = { 1: { before: '[\n  ', behind: '\n]' }, 2: { before: '[\n  [\n    ', behind: '\n  ]\n]' } } as const;
