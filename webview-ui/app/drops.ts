/** Handles files dropped on the page. */

/** Lists of addresses, as VS Code and browsers write them. */
const TYPES = ['application/vnd.code.uri-list', 'text/uri-list'];

/** @param take gets the address of the first file of each drop */
export function takeDrops(take: (uri: string) => void): void {
  window.addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.some((type) => TYPES.includes(type))) event.preventDefault();
  });
  window.addEventListener('drop', (event) => {
    const list = TYPES.map((type) => event.dataTransfer?.getData(type) ?? '').find((text) => text !== '');
    const uri = list?.split(/\r?\n/).find((line) => line !== '' && !line.startsWith('#'));
    if (uri === undefined) return;
    event.preventDefault();
    take(uri);
  });
}
