/** Single-key shortcuts that work anywhere in the page, except where someone is typing. */
export function onKeys(acts: Readonly<Record<string, () => void>>): void {
  window.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping = event.target instanceof HTMLInputElement && event.target.type !== 'checkbox';
    if (isTyping || event.target instanceof HTMLSelectElement) return;
    const act = acts[event.key];
    if (act === undefined) return;
    act();
    event.preventDefault();
  });
}
