import { visible } from '../../../text/visible.ts';

/**
 * Plain text of a message. Brackets and braces mean links and placeholders (SARIF 2.1.0, sections 3.11.5 and 3.11.6) and
 * are escaped as it says.
 */
export function messageText(text: string): string {
  return visible(text)
    .replace(/[\\[\]]/g, '\\$&')
    .replace(/[{}]/g, '$&$&');
}
