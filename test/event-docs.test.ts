/** `docs/events.md` shows what the code writes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EVENT_FORMATS } from '../src/report/events/event-formats.ts';
import { FindingEvent, RuleEvent } from '../src/report/events/event-schema.ts';
import { guardOf } from '../src/schema/guard.ts';

const page = readFileSync(join(__dirname, '..', 'docs/events.md'), 'utf8');
const [example, hit] = [...page.matchAll(/```json\n([^]*?)```/g)].map(([, text]) => JSON.parse(text!) as unknown);
const isEvent = guardOf(FindingEvent);
const isHit = guardOf(RuleEvent);

test('the lines that docs/events.md shows are events', () => {
  assert.ok(isEvent(example));
  assert.ok(isHit(hit));
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
  assert.ok(isHit(hit));
  const events = (['campaign', 'account'] as const).map((kind) => ({
    ...example,
    subject: { ...example.subject, kind },
  }));
  for (const event of [...events, hit]) {
    const written = EVENT_FORMATS.ecs(event);
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
    assert.ok(isHit(hit));
    const account = { ...example, subject: { ...example.subject, kind: 'account' as const } };
    const written = [account, hit].map((event) => EVENT_FORMATS[format](event));
    const at = (path: string): unknown =>
      written
        .map((one) =>
          path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], one),
        )
        .find((value) => value !== undefined);
    const names = fieldsBelow(heading);
    assert.ok(names.length > 8);
    for (const name of names) {
      const path = name.startsWith('.') ? `${parent}${name}` : name;
      assert.notEqual(at(path), undefined, name);
    }
  });
}
