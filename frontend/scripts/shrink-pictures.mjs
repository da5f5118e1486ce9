// Rewrites the pictures named (default: the reference pictures) with a palette of at most 256
// colours: less than half the size, and no difference that the comparison would notice.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const PALETTE = 256;
const CHANNELS = { 2: 3, 6: 4 };

/** The chunks of a PNG file, as [type, data]. */
function* chunksOf(png) {
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    yield [png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + length)];
    at += length + 12;
  }
}

/** What PNG's fourth filter predicts from the neighbours left, above and above left. */
function paeth(a, b, c) {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  if (pa <= pb && pa <= pc) return a;
  return pb <= pc ? b : c;
}

/** Undoes a row's filter in place; `above` is the row before it, or zeros. */
function unfilter(kind, row, above, step) {
  for (let i = 0; i < row.length; i++) {
    const left = i < step ? 0 : row[i - step];
    const corner = i < step ? 0 : above[i - step];
    const guesses = [0, left, above[i], (left + above[i]) >> 1];
    row[i] += kind === 4 ? paeth(left, above[i], corner) : guesses[kind];
  }
}

/** Width, height and one number 0xRRGGBB for each pixel; undefined for a picture with a palette. */
function decode(png) {
  const chunks = [...chunksOf(png)];
  const header = chunks[0][1];
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const step = CHANNELS[header[9]];
  if (!step || header[8] !== 8 || header[12] !== 0) return undefined;
  const data = inflateSync(
    Buffer.concat(chunks.filter(([type]) => type === 'IDAT').map((c) => c[1])),
  );
  const pixels = new Uint32Array(width * height);
  let above = Buffer.alloc(width * step);
  for (let y = 0; y < height; y++) {
    const start = y * (width * step + 1);
    const row = data.subarray(start + 1, start + 1 + width * step);
    unfilter(data[start], row, above, step);
    for (let x = 0; x < width; x++) pixels[y * width + x] = row.readUIntBE(x * step, 3);
    above = row;
  }
  return { width, height, pixels };
}

const distance = (a, b) =>
  [16, 8, 0].reduce((sum, shift) => sum + (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2, 0);

/** The most frequent colours, and for every colour the place of the nearest among them. */
function paletteOf(pixels) {
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const colours = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour);
  const palette = colours.slice(0, PALETTE);
  const nearest = (colour) =>
    palette.reduce((best, other, i) => {
      return distance(colour, other) < distance(colour, palette[best]) ? i : best;
    }, 0);
  return { palette, places: new Map(colours.map((colour) => [colour, nearest(colour)])) };
}

function chunk(type, data) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

function encode({ width, height, pixels }) {
  const { palette, places } = paletteOf(pixels);
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  const colours = Buffer.alloc(palette.length * 3);
  palette.forEach((colour, i) => colours.writeUIntBE(colour, i * 3, 3));
  const rows = Buffer.alloc(height * (width + 1));
  pixels.forEach((colour, i) => (rows[i + Math.floor(i / width) + 1] = places.get(colour)));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const folder = fileURLToPath(new URL('../e2e/pictures/', import.meta.url));
const named = process.argv.slice(2);
const files = named.length
  ? named
  : readdirSync(folder)
      .filter((name) => name.endsWith('.png'))
      .map((name) => join(folder, name));
let total = 0;
for (const file of files) {
  const image = decode(readFileSync(file));
  if (image) writeFileSync(file, encode(image));
  total += readFileSync(file).length;
}
console.log(`${files.length} pictures, ${(total / 1e6).toFixed(2)} MB`);
