/** All kinds of innocents. */
import { indexers, migration, nightly, optimisers, redTeam, researchers, testSets, watched } from './batches.ts';
import {
  authors,
  contentSites,
  franchise,
  labellers,
  legalTranslators,
  localisers,
  newsrooms,
  supportDesks,
  volunteers,
} from './desks.ts';
import { dataTeam, firm, permitted, relay, services } from './firms.ts';
import { archives, frontEnds, houses, thinkers, visitors } from './homes.ts';
import { gradingClass, hackathon, homework, lesson } from './schools.ts';
import {
  agents,
  benchmark,
  checks,
  course,
  customers,
  installs,
  libraryUsers,
  toolUsers,
  tutorial,
  workflows,
} from './innocents.ts';
import { committers, issueAgents, reviewers, testWriters } from './programs.ts';
import type { Innocents } from './world.ts';

/** Ties of accounts, and what they ask. What is more often there is listed twice. */
const FIRST: readonly Innocents[] = [
  customers(/assistant/, 'customers of an assistant', 20),
  customers(/code|unit tests/, 'customers of a code reviewer', 14),
  customers(/summary|writing/, 'customers of a writing product', 25),
  customers(/retrieval|extraction/, 'customers of a search product', 16),
  customers(/screening/, 'customers of a recruiter', 12),
  customers(/moderation|judge/, 'customers of a moderation service', 10),
  customers(/persona/, 'customers of a game', 40),
  toolUsers(/translation|writing/, 'users of an extension'),
  toolUsers(/summary|tutor/, 'users of a reader'),
  toolUsers(/code/, 'users of an editor'),
  toolUsers(/screen or tools/, 'users of a browser helper'),
  libraryUsers(/prompts\.chat|lobe/, 'users of a prompt library'),
  libraryUsers(/fabric|Prompt-Library|ranedeer/i, 'users of patterns'),
  firm(/screen or tools/, 'keys of a firm with agents'),
  firm(/retrieval/, 'keys of a firm with documents'),
  firm(/code/, 'keys of a software firm'),
  workflows,
  workflows,
  checks,
  checks,
  benchmark,
  tutorial,
  services,
  installs,
  course,
  dataTeam(/judge|moderation/, 'keys of a quality team'),
  dataTeam(/extraction|summary|retrieval/, 'keys of a data team'),
  agents,
  agents,
  relay,
  relay,
  permitted,
];
/** Kinds that no rule of last resort was made with in view. */
export const LATER: readonly Innocents[] = [
  gradingClass,
  homework,
  lesson,
  hackathon,
  newsrooms,
  labellers,
  localisers,
  legalTranslators,
  supportDesks,
  franchise,
  contentSites,
  reviewers,
  committers,
  issueAgents,
  nightly,
  watched,
  optimisers,
  migration,
  indexers,
  testWriters,
  redTeam,
  researchers,
  houses,
  archives,
  thinkers,
  visitors,
  frontEnds,
  testSets,
  authors,
  volunteers,
];

export const INNOCENTS = [...FIRST, ...LATER];

/** Kinds whose members are strangers who run one public program, once or now and then. */
export const PUBLIC_PROGRAMS = [tutorial, tutorial, checks, indexers, redTeam, gradingClass, testSets];
