/** A story on the made-up log: an editor on its folder and the dashboard's page, there before the first step. */
import { after, before } from 'node:test';
import type { Workbench } from '../harness/workbench.ts';
import { DashboardPage } from './dashboard-page.ts';
import { editorSession } from './editor-session.ts';
import type { EditorSession } from './editor-session.ts';
import { sampleScan } from './sample-scan.ts';
import type { LineChange, SampleScan } from './sample-scan.ts';
import { storySteps } from './steps.ts';

export interface SampleStory {
  session: EditorSession;
  sample: SampleScan;
  workbench: Workbench;
  dashboard: DashboardPage;
}

/** Steps get the story; what a step puts into it, as a window that was opened anew, the next ones find there. */
export function sampleStory(
  name: string,
  change?: LineChange,
): (name: string, act: (story: SampleStory) => Promise<void>) => void {
  let story: SampleStory;

  before(async () => {
    const session = await editorSession();
    const sample = await sampleScan(session.folder, { change });
    const workbench = await session.open();
    story = { session, sample, workbench, dashboard: new DashboardPage(workbench) };
  });

  after(async () => {
    await story.session.close();
  });

  const step = storySteps({ name, session: () => story.session, workbench: () => story.workbench });
  return (what, act) => step(what, () => act(story));
}

/** Scans the log from the explorer and opens the page of the campaign that statistics show best. */
export async function openFirstCampaign({ workbench, dashboard, sample }: SampleStory): Promise<void> {
  await workbench.chooseInExplorer(sample.name, 'Scan This File for Distillation Attacks');
  await workbench.notificationButton('Open Dashboard').click();
  await dashboard.headline();
  await workbench.clearNotifications();
  await dashboard.goTo('Campaigns');
  await workbench.webview().getByRole('button', { name: 'C1', exact: true }).click();
}
