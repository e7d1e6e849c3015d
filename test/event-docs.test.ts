/** `docs/events.md` shows what the code writes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EVENT_FORMATS } from '../src/report/events/event-formats.ts';
import { FindingEvent } from '../src/report/events/event-schema.ts';
import { guardOf } from '../src/schema/guard.ts';

const page = readFileSync(join(__dirname, '..', 'docs/events.md'), 'utf8');
const example: unknown = JSON.parse(/```json\n([^]*?)```/.exec(page)![1]!);
const isEvent = guardOf(FindingEvent);

test('the line that docs/events.md shows is an event', () => {
  assert.ok(isEvent(example));
});

/** Names in the first column of the table below a heading. */
function fieldsBelow(heading: string): string[] {
  const section = page.slice(page.indexOf(`## ${heading}`)).split('\n## ')[0]!;
  const rows = section.split('\n').filter((row) => row.startsWith('| `'));
  return rows.flatMap((row) => [...row.split('|')[1]!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
}

/** Names of all fields that hold a value, but those that hold the whole line. */
function leaves(value: object, path = ''): string[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    const name = path === '' ? key : `${path}.${key}`;
    if (name === 'prompt_traffic_audit') return [name];
    return typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? leaves(inner as object, name)
      : [name];
  });
}

test('no field of ECS is written that docs/events.md does not name: those were held against the published ones', () => {
  assert.ok(isEvent(example));
  const named = new Set(fieldsBelow('Elastic Common Schema'));
  for (const kind of ['campaign', 'account'] as const) {
    const written = EVENT_FORMATS.ecs({ ...example, subject: { ...example.subject, kind } });
    assert.deepEqual(
      leaves(written).filter((name) => !named.has(name)),
      [],
    );
  }
});

for (const [heading, format, parent] of [
  ['Elastic Common Schema', 'ecs', ''],
  ['Open Cybersecurity Schema Framework', 'ocsf', 'finding_info'],
] as const) {
  test(`every field that docs/events.md names of ${format} is written`, () => {
    assert.ok(isEvent(example));
    const written = EVENT_FORMATS[format]({ ...example, subject: { ...example.subject, kind: 'account' } });
    const at = (path: string): unknown =>
      path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], written);
    const names = fieldsBelow(heading);
    assert.ok(names.length > 8);
    for (const name of names) {
      const path = name.startsWith('.') ? `${parent}${name}` : name;
      assert.notEqual(at(path), undefined, name);
    }
  });
}
