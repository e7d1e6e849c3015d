/** Steps of one story: a picture of the moment a step failed says more than its message. */
import { test } from 'node:test';
import type { Workbench } from '../harness/workbench.ts';
import type { EditorSession } from './editor-session.ts';

interface Story {
  /** Begins the names of the pictures. */
  name: string;
  session: () => EditorSession;
  workbench: () => Workbench;
}

/** What comes after a step that failed would fail for the same reason: it is skipped. */
export function storySteps({
  name: story,
  session,
  workbench,
}: Story): (name: string, act: () => Promise<void>) => void {
  let stopped = false;
  return (name, act) => {
    test(name, async (t) => {
      if (stopped) {
        t.skip('an earlier step of the story failed');
        return;
      }
      try {
        await act();
      } catch (error) {
        stopped = true;
        await session().picture(workbench(), `failed-${story}-${name.replace(/\W+/g, '-').slice(0, 60)}`);
        throw error;
      }
    });
  };
}
