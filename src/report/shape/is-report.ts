import { guardOf } from '../../schema/guard.ts';
import { Report } from './report.ts';

/** A whole report of this version. */
export const isReport = guardOf(Report);
