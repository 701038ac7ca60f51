import { writeFileSync } from 'fs';
import { join } from 'path';
import { crc32, deflateSync } from 'zlib';

/**
 * Draws the extension's icon: a signature line with a tick of one person and a second, countersigning
 * one beside it. Run with `npx tsx scripts/vscode/drawIcon.ts`; the picture is committed.
 */
const SIZE = 256;

type Colour = readonly [number, number, number];
type Shape = { colour: Colour; distance: (x: number, y: number) => number };

const INK: Colour = [18, 50, 74];
const PAPER: Colour = [244, 248, 250];
const SEAL: Colour = [242, 166, 90];

const SHAPES: Shape[] = [
  { colour: INK, distance: roundedSquare(128, 128, 120, 44) },
  {
    colour: PAPER,
    distance: stroke(
      [
        [52, 124],
        [86, 158],
        [146, 80],
      ],
      11,
    ),
  },
  {
    colour: INK,
    distance: stroke(
      [
        [118, 150],
        [126, 158],
        [194, 72],
      ],
      17,
    ),
  },
  {
    colour: SEAL,
    distance: stroke(
      [
        [118, 150],
        [126, 158],
        [194, 72],
      ],
      11,
    ),
  },
  {
    colour: PAPER,
    distance: stroke(
      [
        [60, 200],
        [196, 200],
      ],
      6,
    ),
  },
];

writeFileSync(join(__dirname, '..', '..', 'vscode-extension', 'media', 'icon.png'), png(draw()));

/** RGBA, a row after the other, each row led by PNG's filter byte 0. */
function draw(): Buffer {
  const data = Buffer.alloc(SIZE * (SIZE * 4 + 1));
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      let [r, g, b, a] = [0, 0, 0, 0];
      for (const { colour, distance } of SHAPES) {
        // One pixel wide edges: covered fully half a pixel inside, not at all half a pixel outside.
        const cover = Math.min(Math.max(0.5 - distance(x + 0.5, y + 0.5), 0), 1);
        const alpha = cover + a * (1 - cover);
        if (alpha > 0) {
          [r, g, b] = colour.map(
            (value, i) => (value * cover + [r, g, b][i]! * a * (1 - cover)) / alpha,
          ) as [number, number, number];
        }
        a = alpha;
      }
      data.set([r, g, b, a * 255].map(Math.round), y * (SIZE * 4 + 1) + 1 + x * 4);
    }
  }
  return data;
}

function roundedSquare(cx: number, cy: number, half: number, radius: number): Shape['distance'] {
  return (x, y) => {
    const dx = Math.abs(x - cx) - half + radius;
    const dy = Math.abs(y - cy) - half + radius;
    const outside = Math.hypot(Math.max(dx, 0), Math.max(dy, 0));
    return outside + Math.min(Math.max(dx, dy), 0) - radius;
  };
}

function stroke(points: [number, number][], width: number): Shape['distance'] {
  return (x, y) =>
    Math.min(
      ...points.slice(1).map(([bx, by], i) => {
        const [ax, ay] = points[i]!;
        const [vx, vy] = [bx - ax, by - ay];
        const along = ((x - ax) * vx + (y - ay) * vy) / (vx * vx + vy * vy);
        const t = Math.min(Math.max(along, 0), 1);
        return Math.hypot(x - ax - t * vx, y - ay - t * vy);
      }),
    ) - width;
}

/** The chunks of a PNG with 8 bits a channel (RFC 2083). */
function png(rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIZE, 0);
  header.writeUInt32BE(SIZE, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
