/**
 * Draws `media/icons/icon.png`: a heatmap with one row that stands out, under a magnifying glass.
 *
 *   node --import tsx scripts/draw-icon.ts
 *
 * Four samples a pixel and direction smooth the edges.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

const SIZE = 256;
const SAMPLES = 4;

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

const CLEAR: Colour = [0, 0, 0, 0];
const GROUND: Colour = [24, 30, 44, 255];
const GLASS: Colour = [240, 244, 250, 255];
const COLD: Colour = [60, 84, 122, 255];
const WARM: Colour = [244, 152, 66, 255];
const HOT: Colour = [232, 74, 66, 255];

/** Brightness of the cells of one row of the heatmap, six rows of six. */
const CELLS = ['011010', '100101', '223322', '010010', '101100', '010001'];

/** Colour of a point; the picture is 256 units wide and high. */
function colourAt(x: number, y: number): Colour {
  if (!insideRounded(x, y, 0, 0, SIZE, SIZE, 48)) return CLEAR;
  const fromGlass = Math.hypot(x - 150, y - 128);
  if (fromGlass > 62 && fromGlass < 76) return GLASS;
  if (onHandle(x, y)) return GLASS;
  const column = Math.floor((x - 32) / 33);
  const row = Math.floor((y - 32) / 33);
  const cell = CELLS[row]?.[column];
  if (cell === undefined || !insideRounded(x, y, 32 + column * 33, 32 + row * 33, 27, 27, 6)) return GROUND;
  if (cell === '3') return HOT;
  if (cell === '2') return WARM;
  return cell === '1' ? COLD : mixed(COLD, GROUND);
}

function onHandle(x: number, y: number): boolean {
  // Along the diagonal from the rim of the glass to the lower right.
  const along = (x - 150 + (y - 128)) / Math.SQRT2;
  const across = Math.abs(x - 150 - (y - 128)) / Math.SQRT2;
  return across < 11 && along > 74 && along < 124;
}

function insideRounded(x: number, y: number, left: number, top: number, width: number, height: number, radius: number) {
  const dx = Math.max(left + radius - x, 0, x - (left + width - radius));
  const dy = Math.max(top + radius - y, 0, y - (top + height - radius));
  return Math.hypot(dx, dy) <= radius;
}

function mixed(a: Colour, b: Colour): Colour {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2, 255];
}

/** Rows of RGBA pixels, each after the filter byte that PNG wants. */
function pixels(): Buffer {
  const rows = Buffer.alloc(SIZE * (1 + SIZE * 4));
  let at = 0;
  for (let y = 0; y < SIZE; y++) {
    rows[at++] = 0;
    for (let x = 0; x < SIZE; x++) {
      const sum = [0, 0, 0, 0];
      for (let sy = 0; sy < SAMPLES; sy++) {
        for (let sx = 0; sx < SAMPLES; sx++) {
          const [red, green, blue, alpha] = colourAt(x + (sx + 0.5) / SAMPLES, y + (sy + 0.5) / SAMPLES);
          const part = alpha / 255;
          [red * part, green * part, blue * part, alpha].forEach((value, k) => (sum[k] = sum[k]! + value));
        }
      }
      const alpha = sum[3]! / SAMPLES ** 2;
      for (let k = 0; k < 3; k++) rows[at++] = alpha === 0 ? 0 : Math.round((sum[k]! / SAMPLES ** 2 / alpha) * 255);
      rows[at++] = Math.round(alpha);
    }
  }
  return rows;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

const header = Buffer.alloc(13);
header.writeUInt32BE(SIZE, 0);
header.writeUInt32BE(SIZE, 4);
header.set([8, 6, 0, 0, 0], 8); // 8 bits a channel, RGBA
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const picture = [
  chunk('IHDR', header),
  chunk('IDAT', deflateSync(pixels(), { level: 9 })),
  chunk('IEND', Buffer.alloc(0)),
];
writeFileSync(join(__dirname, '..', 'media', 'icons', 'icon.png'), Buffer.concat([signature, ...picture]));
