/** Everybody besides customers of whom a log has some and others not. */
import type { Population } from '../counter.ts';
import { eMails, forms, telephone } from './channels.ts';
import { curious, exam, workshop } from './courses.ts';
import { challenge, onboarding, outage, pressReport, quizNight } from './crowds.ts';
import { kiosks, regulars } from './customers.ts';
import { comparisonSite, customerTests, monitors, pageReader, regressionTests } from './machines.ts';
import { chatPartner, integration } from './partners.ts';
import { fanWiki, freeRiders, homework, teachers, undecided } from './private.ts';
import { agentDesk, loudspeakers, nightJob, panel, prizeDraw, probing, searchField } from './services.ts';
import { evaluationVendor, migration, staffTraining, testers, translators } from './teams.ts';

export const INNOCENTS: readonly Population[] = [
  ...[regulars, kiosks, outage, challenge, onboarding, pressReport, quizNight, prizeDraw],
  ...[monitors, regressionTests, pageReader, comparisonSite, customerTests, nightJob],
  ...[eMails, forms, telephone, searchField, loudspeakers, agentDesk, integration, chatPartner],
  ...[fanWiki, freeRiders, homework, teachers, undecided, exam, workshop, curious],
  ...[testers, evaluationVendor, migration, staffTraining, translators, panel, probing],
];
