/** The naive reader: `JSON.parse` of every line on one thread. Blocks as in the audit; lines as UTF-8. */
const { closeSync, createReadStream, openSync, readSync } = require('node:fs');
const { createGunzip } = require('node:zlib');

const BLOCK_BYTES = 1 << 20;

/** @type {Buffer[]} */
let carried = [];
let values = 0;

/** @param {Buffer} block */
function take(block) {
  let from = 0;
  for (let end = block.indexOf(10); end >= 0; end = block.indexOf(10, from)) {
    const line = block.subarray(from, end);
    const text = carried.length > 0 ? Buffer.concat([...carried, line]).toString('utf8') : line.toString('utf8');
    carried = [];
    if (JSON.parse(text) !== undefined) values++;
    from = end + 1;
  }
  if (from < block.length) carried.push(Buffer.from(block.subarray(from)));
}

/** @param {string} file */
async function main(file) {
  if (file.endsWith('.gz')) {
    /** @type {AsyncIterable<Buffer>} */
    const blocks = createReadStream(file).pipe(createGunzip({ chunkSize: BLOCK_BYTES }));
    for await (const block of blocks) take(block);
  } else {
    const handle = openSync(file, 'r');
    const block = Buffer.allocUnsafe(BLOCK_BYTES);
    for (let length = readSync(handle, block); length > 0; length = readSync(handle, block))
      take(block.subarray(0, length));
    closeSync(handle);
  }
  console.log(values);
}

main(process.argv[2] ?? '').catch((/** @type {unknown} */ error) => {
  console.error(error);
  process.exitCode = 1;
});
