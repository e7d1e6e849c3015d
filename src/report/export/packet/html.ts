/**
 * A packet as one HTML file. Its policy allows nothing but its own style sheet, known by hash: no script, no network, no
 * form. All text is escaped, and nothing that came from a log is ever part of a tag.
 */
import { createHash } from 'node:crypto';
import { escapeHtml } from './escape-html.ts';
import type { Figure } from './figures.ts';
import { PACKET_STYLE } from './html-style.ts';
import type { Block, Column, Packet, Section } from './packet.ts';
import { asElements, isolated } from '../../../text/markup/isolated.ts';
import { figureSvg } from './svg.ts';
import { visible, visibleLines } from '../../../text/visible.ts';

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(PACKET_STYLE, 'utf8').digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export function* packetHtml({ title, sections, hasContents }: Packet): Generator<string> {
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(isolated(visible(title)))}</title>
<style>${PACKET_STYLE}</style>
</head>
<body>
<main>
<h1>${line(title)}</h1>
`;
  if (hasContents) yield contents(sections);
  for (const [index, { heading, blocks, level = 2 }] of sections.entries()) {
    yield `<section>\n<h${level} id="s${index}">${line(heading)}</h${level}>\n`;
    for (const block of blocks) yield `${blockHtml(block)}\n`;
    yield '</section>\n';
  }
  yield '</main>\n</body>\n</html>\n';
}

/** Links within the page. They hold numbers only: nothing of the log is in an address. */
function contents(sections: readonly Section[]): string {
  const items = sections.flatMap(({ heading, level }, index) =>
    level === 3 ? [] : [`<li><a href="#s${index}">${line(heading)}</a></li>`],
  );
  return `<nav aria-label="Contents"><ul>${items.join('')}</ul></nav>\n`;
}

const line = (text: string): string => asElements(escapeHtml(isolated(visible(text))));

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'text':
      return `<p>${line(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${line(item)}</li>`).join('')}</ul>`;
    case 'facts':
      return `<dl>${block.facts.map(([term, value]) => `<div><dt>${line(term)}</dt><dd>${line(value)}</dd></div>`).join('')}</dl>`;
    case 'table':
      return table(block.columns, block.rows);
    case 'figure':
      return figure(block.figure);
    case 'untrusted':
      return `<figure class="quote"><figcaption>${line(block.label)} <em>untrusted text from the log</em></figcaption><pre tabindex="0">${escapeHtml(visibleLines(block.text))}</pre></figure>`;
  }
}

function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const side = (index: number): string => (columns[index]?.right ? ' class="right"' : '');
  const head = columns.map(({ title }, index) => `<th scope="col"${side(index)}>${line(title)}</th>`).join('');
  const body = rows.map((row) => {
    const cells = row.map((cell, index) => {
      const [tag, scope] = index === 0 ? ['th', ' scope="row"'] : ['td', ''];
      return `<${tag}${scope}${side(index)}>${line(cell)}</${tag}>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<div class="scroll" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
}

function figure(shown: Figure): string {
  return `<figure><figcaption><strong>${line(shown.title)}</strong> ${line(shown.note)}</figcaption><div class="scroll" tabindex="0">${figureSvg(shown)}</div></figure>`;
}
