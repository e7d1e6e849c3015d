import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rounds } from '../../../../../test/harness/all.ts';
import {
  base,
  having,
  lineOf,
  packed,
  RESOURCE,
  RESOURCES,
  SPANS,
  text,
} from '../../../../../test/harness/otlp-spans.ts';
import { assertSame, changed, readBothWays, written } from '../../../../../test/harness/both-ways.ts';

test('spans whose sender and call are known are read from their bytes', () => {
  assert.equal(assertSame(Buffer.from(JSON.stringify(lineOf([base, base]))), 'ordinary'), 1);
  assert.equal(assertSame(Buffer.from(written(lineOf([base, base]), 'spaced')), 'spaced'), 1);
});

test('an unusual span does not keep the others of its line from being read from bytes', () => {
  const line = JSON.stringify(lineOf([base, having('events', text('[]')), base, { name: 'not a call' }, base]));
  const { share } = readBothWays(Buffer.from(`${line}\n${line}`), 'mixed');
  assert.equal(share, 6 / 8);
});

test('a span that is unusual in one place is read as the general reader reads it', () => {
  for (const span of SPANS) {
    const line = Buffer.from(JSON.stringify(lineOf([base, span, base])));
    assertSame(line, line.toString().slice(0, 2000));
  }
  for (const resource of RESOURCES) {
    const line = JSON.stringify(lineOf([base, base], resource));
    assertSame(Buffer.from(`${line}\n${JSON.stringify(lineOf([base]))}\n${line}`), line);
  }
});

test('lines that are built in another way are read as the general reader reads them', () => {
  const batch = { resource: RESOURCE, scopeSpans: [{ spans: [base] }] };
  const lines = [
    {},
    { resourceSpans: [] },
    { resourceSpans: {} },
    { resourceSpans: [null, batch] },
    { resourceSpans: [batch, { resource: { attributes: [] }, scopeSpans: [] }, batch] },
    { resourceSpans: [{ scope_spans: batch.scopeSpans }] },
    {
      resourceSpans: [{ scopeSpans: [{ spans: [base] }, { spans: null }, {}, { spans: [base] }], resource: RESOURCE }],
    },
    { resourceSpans: [{ instrumentationLibrarySpans: batch.scopeSpans, scopeSpans: null }] },
    { resourceSpans: [batch], time: '2026-03-02T00:00:27Z' },
    { resourceSpans: [batch], resourceLogs: [] },
    { resource_spans: [batch] },
  ].map((line) => JSON.stringify(line));
  const one = JSON.stringify(batch);
  lines.push(
    `{"resourceSpans":[${one}],"resourceSpans":[]}`,
    `{"resourceSpans":[${one.replace('"scopeSpans":', '"scopeSpans":[],"scopeSpans":')}]}`,
    `{"resourceSpans":[${one.replace('"resource":', '"resource":{},"resource":')}]}`,
    `{"resourceSpans":[${one.replace('"spans":', '"spans":[{}],"spans":')}]}`,
    `{"resourceSpans":[${one.replace('"attributes":[{"key":"gen', '"attributes":[],"attributes":[{"key":"gen')}]}`,
    `{"resourceSpans":[${one.replace('"status"', '"st\\u0061tus"')}]}`,
    `{"resourceSpans":[${one.replace('"key":"user.id"', '"key":"us\\u0065r.id"')}]}`,
    `{"resourceSpans":[${one.replaceAll(/\{"key":("[^"]*"),"value":(\{[^}]*\})\}/g, '{"value":$2,"key":$1}')}]}`,
    `{"resourceSpans":[${one.replaceAll('"stringValue"', '"string_value"')}]}`,
    `{"resourceSpans":[${one.replaceAll('{"stringValue"', '{"x":1,"stringValue"')}]}`,
  );
  for (const line of lines) assertSame(Buffer.from(`${one}\n${line}`), line);
});

test('a word of a shortened text is seen when its letters are written as escapes', () => {
  const cut = `${'x'.repeat(230)} litel\\\\u006c\\\\u006d_truncated`.replace('litel', 'lite');
  const line = JSON.stringify(lineOf([having('gen_ai.input.messages', packed([{ role: 'user', content: 'CUT' }]))]));
  assertSame(Buffer.from(line.replace('CUT', cut)), 'inner');
  assertSame(Buffer.from(line.replace('CUT', cut.replaceAll('\\\\', '\\'))), 'outer');
});

test('lines of all kinds of spans, written in several ways, are read as the general reader reads them', () => {
  const line = fc
    .tuple(
      fc.array(fc.constantFrom(...SPANS), { maxLength: 5 }),
      fc.constantFrom(RESOURCE, RESOURCE, ...RESOURCES),
      fc.constantFrom('plain' as const, 'ascii' as const, 'spaced' as const),
    )
    .map(([spans, resource, way]) => written(lineOf(spans, resource), way));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
      assertSame(Buffer.from(lines.join('\n')), lines.join('\n').slice(0, 5000));
    }),
    { numRuns: rounds(300) },
  );
});

test('damaged lines are read, or rejected, as the general reader does', () => {
  const whole = JSON.stringify(changed(lineOf([base, base]), 'resourceSpans.0.scopeSpans.0.spans.0.name', 'Größe'));
  const pieces = ['', '"', '\\', '{', '}', '[', ']', ',', '\u0001', '\\u00', '\\\\', '\xff', 'é', '0', ' '];
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom(...pieces), fc.nat(3), (place, piece, gone) => {
      const at = place % whole.length;
      const damaged = Buffer.concat([
        Buffer.from(whole.slice(0, at)),
        Buffer.from(piece, 'latin1'),
        Buffer.from(whole.slice(at + gone)),
      ]);
      const log = Buffer.concat([Buffer.from(`${whole}\n`), damaged, Buffer.from(`\n${whole}`)]);
      assertSame(log, damaged.toString('latin1'));
    }),
    { numRuns: rounds(800) },
  );
});
