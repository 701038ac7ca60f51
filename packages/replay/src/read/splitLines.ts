import { piecesOf, type ByteSource } from './ByteSource';

/** One line of a text, or why it could not be had. */
export type Line =
  | { /** 1-based. */ number: number; text: string }
  | {
      /** 1-based. */ number: number;
      fault: string;
      /** The line, where it is one of a bearable length that is no UTF-8. */
      bytes?: Uint8Array;
    };

/** Longest line in bytes; what is longer becomes a fault and is never held in memory. */
export const MAX_LINE_BYTES = 1024 * 1024;

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Splits bytes into lines and decodes each as UTF-8.
 *
 * It cuts the bytes and not the text: in UTF-8 the byte 0x0A is always a newline, so a character
 * that two pieces share is never torn, and bytes that are no UTF-8 spoil their own line only.
 * Holds one line and one piece.
 */
export async function* splitLines(
  source: ByteSource,
  maxLineBytes = MAX_LINE_BYTES,
): AsyncGenerator<Line> {
  // `ignoreBOM` would keep a byte order mark; without it, one at the head of the file vanishes.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let number = 0;
  let held: Uint8Array[] = [];
  let heldBytes = 0;

  const finish = (end: Uint8Array): Line => {
    number++;
    const length = heldBytes + end.length;
    const bytes = held.length === 0 ? end : join(held, end, Math.min(length, maxLineBytes));
    held = [];
    heldBytes = 0;
    if (length > maxLineBytes) {
      return { number, fault: `The line is longer than ${maxLineBytes} bytes` };
    }
    try {
      const stop = bytes.length > 0 && bytes[bytes.length - 1] === CARRIAGE_RETURN ? -1 : undefined;
      return { number, text: decoder.decode(bytes.subarray(0, stop)) };
    } catch {
      return { number, fault: 'The line is not UTF-8', bytes: bytes.slice() };
    }
  };

  for await (const piece of piecesOf(source)) {
    let start = 0;
    for (;;) {
      const newline = piece.indexOf(NEWLINE, start);
      if (newline === -1) {
        break;
      }
      yield finish(piece.subarray(start, newline));
      start = newline + 1;
    }
    const rest = piece.subarray(start);
    if (rest.length > 0) {
      if (heldBytes <= maxLineBytes) {
        // A copy: the owner of the piece may use its buffer again.
        held.push(rest.slice());
      }
      heldBytes += rest.length;
    }
  }
  if (heldBytes > 0) {
    yield finish(new Uint8Array(0));
  }
}

/** The first `length` bytes of the parts joined. */
function join(parts: Uint8Array[], end: Uint8Array, length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of [...parts, end]) {
    const fits = part.subarray(0, length - at);
    whole.set(fits, at);
    at += fits.length;
  }
  return whole;
}
