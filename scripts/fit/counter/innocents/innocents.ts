/** Everybody besides customers of whom a log has some and others not. */
import type { Population } from '../counter.ts';
import { challenge, exam, onboarding, outage, pressReport, quizNight } from './crowds.ts';
import { kiosks, regulars } from './customers.ts';
import { comparisonSite, customerTests, monitors, pageReader, regressionTests } from './machines.ts';
import { eMails, forms, telephone } from './channels.ts';
import { chatPartner, integration } from './partners.ts';
import { fanWiki, freeRiders, homework, teachers, undecided } from './private.ts';
import { evaluationVendor, migration, staffTraining, testers, translators } from './teams.ts';

export const INNOCENTS: readonly Population[] = [
  ...[regulars, kiosks, outage, challenge, exam, onboarding, pressReport, quizNight],
  ...[monitors, regressionTests, pageReader, comparisonSite, customerTests],
  ...[eMails, forms, telephone, integration, chatPartner],
  ...[fanWiki, freeRiders, homework, teachers, undecided],
  ...[testers, evaluationVendor, migration, staffTraining, translators],
];
