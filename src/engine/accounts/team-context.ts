/**
 * What a team knows of its own traffic and no log says: clients of its own, days on which models were released, list prices, and
 * prompts that everybody can have. It is shown next to campaigns that it may explain and moves no score, because anyone can send the
 * user agent of a known client.
 */
import * as v from 'valibot';
import { written } from '../../schema/written.ts';
import { DAY, isDay } from '../../text/times.ts';

const MAX_TEXT = 1000;
const MAX_ENTRIES = 100;

export const aText = (says: string) => v.pipe(v.string(says), v.regex(/\S/, says), v.maxLength(MAX_TEXT, says));

const Name = aText('says what people call the client.');
const CLIENT = 'Give "name" and either "userAgent" or "systemPrompt".';
const OPENING = 'is the text with which it begins; a client has "userAgent" or "systemPrompt".';

const KnownProgram = written(
  {
    /** What people call it. */
    name: Name,
    /** Text with which its user agent begins. */
    userAgent: aText(OPENING),
  },
  CLIENT,
);

const KnownProduct = written(
  {
    /** What people call it. */
    name: Name,
    /** Text with which its system prompt begins; white space does not matter. */
    systemPrompt: aText(OPENING),
  },
  CLIENT,
);

/** A client that the team knows: by what its user agent begins with, or its system prompt. */
const KnownClient = v.union([KnownProgram, KnownProduct], CLIENT);
export type KnownClient = v.InferOutput<typeof KnownClient>;

const A_DAY = 'is a day such as 2026-05-03.';

/** The day of a model's release. */
const ModelRelease = written(
  {
    /** The model as logs name it. */
    model: aText('is the name of a model as logs write it.'),
    /** The day of its release in UTC. */
    released: v.pipe(v.string(A_DAY), v.regex(DAY, A_DAY), v.check(isDay, A_DAY)),
  },
  'Give "model" and "released".',
);
export type ModelRelease = v.InferOutput<typeof ModelRelease>;

const A_PRICE = 'is a number of US dollars, 0 or more.';
const Price = v.pipe(v.number(A_PRICE), v.finite(A_PRICE), v.minValue(0, A_PRICE));

/** The list price of a model. */
const ModelPrice = written(
  {
    /** The model as logs name it. */
    model: aText('is the name of a model as logs write it.'),
    /** US dollars for a million input tokens. */
    input: Price,
    /** US dollars for a million output tokens. */
    output: Price,
  },
  'Give "model", "input" and "output".',
);
export type ModelPrice = v.InferOutput<typeof ModelPrice>;

const CLIENTS = 'is a list of clients, each with "name" and either "userAgent" or "systemPrompt".';
export const KnownClients = v.pipe(v.array(KnownClient, CLIENTS), v.maxLength(MAX_ENTRIES, CLIENTS));

const RELEASES = 'is a list of models, each with "model" and "released".';
export const ModelReleases = v.pipe(v.array(ModelRelease, RELEASES), v.maxLength(MAX_ENTRIES, RELEASES));

const PRICES = 'is a list of models, each with "model", "input" and "output".';
export const ModelPrices = v.pipe(v.array(ModelPrice, PRICES), v.maxLength(MAX_ENTRIES, PRICES));

/** All of these, as an audit takes them. */
export interface TeamContext {
  clients: readonly KnownClient[];
  releases: readonly ModelRelease[];
  prices: readonly ModelPrice[];
  /** See `own-public-prompts.ts`. */
  prompts: readonly { name: string; prompt: string }[];
}
