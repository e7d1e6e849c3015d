/** Colours of the running VS Code theme for what CSS cannot reach: canvases. */
import { color, lab } from 'd3';

export interface Theme {
  dark: boolean;
  highContrast: boolean;
  reducedMotion: boolean;
  /** Value of a theme colour as `rgb()`; the foreground when the theme lacks it. */
  colour(name: string): string;
  font: string;
}

export function readTheme(): Theme {
  const style = getComputedStyle(document.body);
  const read = (name: string): string | undefined =>
    color(style.getPropertyValue(`--vscode-${name}`).trim())?.formatRgb();
  const foreground = read('foreground') ?? style.color;
  // A frame asks for a few colours hundreds of times; reading a computed style is slow.
  const known = new Map<string, string>();
  const colour = (name: string): string => {
    const value = known.get(name) ?? read(name) ?? foreground;
    known.set(name, value);
    return value;
  };
  const background = read('editor-background');
  const classes = document.body.classList;
  return {
    dark: background === undefined ? classes.contains('vscode-dark') : lab(background).l < 50,
    highContrast: classes.contains('vscode-high-contrast') || classes.contains('vscode-high-contrast-light'),
    reducedMotion: classes.contains('vscode-reduce-motion') || matchMedia('(prefers-reduced-motion: reduce)').matches,
    colour,
    font: style.fontFamily,
  };
}

/** Calls `changed` after the reader switches theme: VS Code rewrites the body's class and the root's variables. */
export function onTheme(signal: AbortSignal, changed: () => void): void {
  const observer = new MutationObserver(() => changed());
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  signal.addEventListener('abort', () => observer.disconnect());
}
