/** Log text for places of VS Code that do more with text than show it. */
import { visible, visibleLines } from '../../text/visible.ts';

export { visible, visibleLines };

/** Text of a notification: there `[words](command:...)` becomes a link that runs a command. */
export function noticeText(text: string): string {
  return visible(text).replaceAll('](', '] (');
}

/** Text of the status bar, a quick pick or a CodeLens: there `$(name)` becomes an icon. */
export function labelText(text: string): string {
  return visible(text).replaceAll('$(', '$ (');
}
