/**
 * Whose field is it? Fields that a client writes into the body or the headers of its request, and those of what a model said, change
 * neither who called nor what was asked, neither how many calls there were nor what became of the line, whatever their names are:
 * each name that the readers' sources hold is tried with each kind of value in each shape of the samples, many at a time, and whole
 * records of other formats besides. Tries one shape of eight in
 * `npm run test:all`, half of them in `npm test`; all with `FORGE=all`, or in parts with `FORGE=1/8` to `FORGE=8/8`, whose counts are
 * in `docs/reliability.md`.
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import { isAll } from '../../harness/all.ts';
import { bodiesOfSamples, namesOfReaders, recordsOfSamples, shapesOfSamples } from './forger.ts';
import { broken, changedBy, FORGERIES, readingOf } from './forging.ts';

/** Of so many parts the one with this number: all shapes are one part of one. */
const [part, parts] = (process.env['FORGE']?.replace('all', '1/1') ?? '').split('/').map(Number) as [number, number?];
/** Names that are tried at once. Where they change something, the one that does it is looked for. */
const AT_ONCE = 400;
const OF_SHAPES = isAll ? 8 : 16;
/** In these samples a line is the body of a request and nothing else. */
const BARE = /^(?:raw-api|body-pairs|vendor-bodies)\./;

const names = namesOfReaders();
test('names are tried however the readers write them: alone, in lists of words, or as fields', () => {
  for (const name of ['account_id', 'helicone_proxy_key_id', 'remoteAddr', '__REALTIME_TIMESTAMP', 'user_api_key_hash', 'resourceSpans'])
    assert.ok(names.includes(name), name);
});

const shapes = shapesOfSamples().filter((_, at) => (parts === undefined ? at % OF_SHAPES === 0 : at % parts === part - 1));
const places = shapes.flatMap((shape) =>
  shape.places
    .filter(({ part, steps }) => steps.length > 0 || (part === 'request' && BARE.test(shape.name)))
    .map((place) => ({ shape, place, before: readingOf(shape.value, place) }))
    .filter(({ before }) => before.requests.length > 0),
);

test('no name that a client or a model writes changes account, prompt, count or verdict of a line', (t) => {
  let forgeries = 0;
  const found: string[] = [];
  for (const { shape, place } of places)
    for (const forgery of Object.keys(FORGERIES))
      for (let at = 0; at < names.length; at += AT_ONCE) {
        const some = names.slice(at, at + AT_ONCE);
        forgeries += some.length;
        for (const one of broken(shape, place, some, forgery))
          found.push(`${one.shape} ${one.part} at ${one.steps}: ${one.forgery} under ${one.names.join(' and ').slice(0, 200)}: ${one.after.lines}`);
      }
  t.diagnostic(`${names.length} names, ${places.length} places in ${shapes.length} shapes, ${forgeries} forged fields, ${found.length} that change something`);
  assert.ok(names.length > 1000 && places.length > 20);
  assert.deepEqual(found, []);
});

test('no record of another format that a client writes into its body changes how its line is read', (t) => {
  const records = recordsOfSamples();
  const found: string[] = [];
  const around = places.filter(({ place }) => place.part === 'request' && place.steps.length > 0);
  for (const { shape, place, before } of around)
    for (const { name, record } of records) {
      const after = changedBy(shape, place, before, record);
      if (after !== undefined) found.push(`${shape.name}: a record of ${name}: ${after.lines}`);
    }
  t.diagnostic(`${records.length} records, ${around.length} places, ${records.length * around.length} forged bodies, ${found.length} that change something`);
  assert.ok(records.length > 200 && around.length > 10);
  assert.deepEqual(found, []);
});

test('no body of another API that a client writes beside its own hides what the model gets', (t) => {
  const bodies = bodiesOfSamples();
  const found: string[] = [];
  const within = places.filter(({ place }) => place.part === 'request' && place.steps.length > 0);
  for (const { shape, place, before } of within)
    for (const { name, body } of bodies) {
      const after = changedBy(shape, place, before, body);
      if (after !== undefined) found.push(`${shape.name}: a body of ${name}: ${after.lines}`);
    }
  t.diagnostic(`${bodies.length} bodies, ${within.length} places, ${bodies.length * within.length} joined bodies, ${found.length} that change something`);
  assert.ok(bodies.length > 50 && within.length > 10);
  assert.deepEqual(found, []);
});
