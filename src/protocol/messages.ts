/**
 * Everything the extension host and the dashboard say to each other. The types and the guards of both ends are made of what
 * is here and in the files of questions; both ends check what they receive, with `from-webview.ts` and `to-webview.ts`.
 *
 * Questions and answers have the form of `exchange.ts`.
 * Numbers for charts travel as ONE typed array a message: VS Code drops typed arrays past the 255th without a word
 * (measured on 1.100 and 1.139).
 */
import * as v from 'valibot';
import { LineRef } from '../report/shape/report.ts';
import { Bytes, Count, Finite, textWithin } from '../schema/shapes.ts';
import { caseQuestions } from './case-data.ts';
import { chartQuestions } from './chart-data.ts';
import { DecisionRequest, decisionQuestions, Supposition, WorkRequest } from './decision-data.ts';
import { entityQuestions, EntityRef } from './entity-data.ts';
import type { Answer, Failure, KindsOf, Question } from './exchange.ts';
import { mapQuestions } from './map-data.ts';
import { pageQuestions, Selection } from './view-model.ts';
import { Target, ViewState } from './view-state.ts';
import { literals } from '../schema/words.ts';

export type { HeatmapQuery, Selection } from './view-model.ts';
export type { Grouping, Metric, SortOrder, Target, ViewState } from './view-state.ts';

/** Questions the dashboard asks, with the shapes of their answers. */
export const questions = {
  ...pageQuestions,
  ...chartQuestions,
  ...caseQuestions,
  ...mapQuestions,
  ...decisionQuestions,
  ...entityQuestions,
};
export type Questions = KindsOf<typeof questions>;
export type QuestionKind = keyof Questions;

const PictureFormat = v.picklist(['png', 'svg']);
export type PictureFormat = v.InferOutput<typeof PictureFormat>;

/** Largest picture of a chart in bytes: a full screen at four pixels per point takes about 10 MB. */
const PICTURE = 40_000_000;
const Picture = v.pipe(
  Bytes,
  v.check(({ length }) => length <= PICTURE),
);

/** What the dashboard says besides questions. */
export const WebviewEvent = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  /** Open the log at this line. */
  v.object({ type: v.literal('openLine'), line: LineRef }),
  /** Open the log at the first flagged request of the selection, or at its first one if none is flagged. */
  v.object({ type: v.literal('openFirst'), selection: Selection }),
  /** Show the requests that carry this in the log explorer, in the log of the line; of a span of time where one is given. */
  v.object({
    type: v.literal('explore'),
    entity: EntityRef,
    line: LineRef,
    from: v.exactOptional(Finite),
    to: v.exactOptional(Finite),
  }),
  v.object({
    type: v.literal('command'),
    command: v.picklist(
      literals('scanFile scanLogs cancel openDecisions compare match chooseAccountField measurePower'),
    ),
  }),
  /** Show the report in this file, which was dropped on the page. */
  v.object({ type: v.literal('openReport'), uri: textWithin(10_000) }),
  v.object({ type: v.literal('decide'), decision: DecisionRequest }),
  v.object({ type: v.literal('work'), work: WorkRequest }),
  /** Save these settings in the workspace, and these accounts on its allow-list. */
  v.object({ type: v.literal('keepSettings'), supposition: Supposition, note: textWithin(2000) }),
  /** Export what the page is about: the host asks for format and place, or for the place of a list to block the accounts with. */
  v.object({ type: v.literal('export'), target: Target, format: v.exactOptional(v.literal('actions')) }),
  /** Hand on what the page is about: on the clipboard as Markdown, in the browser, where it can be printed, or as an event. */
  v.object({ type: v.literal('share'), how: v.picklist(['markdown', 'print', 'push']), target: Target }),
  /** Save a picture of a chart: the host asks for the place. `name` is a short name for the file. */
  v.object({ type: v.literal('savePicture'), name: textWithin(200), format: PictureFormat, data: Picture }),
  /** What the view shows now, saved by VS Code for a reload. */
  v.object({ type: v.literal('state'), state: ViewState }),
]);

export type FromWebview = Question<Questions> | v.InferOutput<typeof WebviewEvent>;

/** What the host says besides answers. */
export const HostEvent = v.variant('type', [
  /** A scan ended or was cleared: ask again. `revision` increases by one each time. */
  v.object({ type: v.literal('changed'), revision: Count }),
  /**
   * A scan is running: `fraction` is 0 to 1, or null if the size is unknown. The last message of a scan has `done`, however the
   * scan ended; its text says how, and stays on screen if it is not empty.
   */
  v.object({
    type: v.literal('progress'),
    text: v.string(),
    fraction: v.nullable(Finite),
    done: v.exactOptional(v.literal(true)),
  }),
  /** Show this in the dashboard. */
  v.object({ type: v.literal('show'), target: Target }),
]);
export type HostEvent = v.InferOutput<typeof HostEvent>;

export type ToWebview = Answer<Questions> | Failure | HostEvent;
