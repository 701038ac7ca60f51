/**
 * The bytes of a literal such as `b'ÿ\xff'`. Letters stand for their UTF-8, escapes for one byte; the
 * library cuts letters beyond 8 bits short.
 *
 * @param source - The literal as it is written, which the parser has read without fault.
 */
export function bytesOf(source: string): Uint8Array {
  const [prefix, raw, quotes] = /^[bB]([rR]?)('''|"""|'|")/.exec(source)!;
  const text = source.slice(prefix.length, -quotes!.length);
  if (raw) {
    return new TextEncoder().encode(text);
  }
  const bytes: number[] = [];
  const piece = /\\(?:[xX]([0-9a-fA-F]{2})|([0-7]{3})|([^]))|([^\\]+)/g;
  for (const [, hex, octal, letter, plain] of text.matchAll(piece)) {
    if (plain !== undefined) {
      bytes.push(...new TextEncoder().encode(plain));
    } else if (letter !== undefined) {
      bytes.push((ESCAPES[letter] ?? letter).charCodeAt(0));
    } else {
      bytes.push(hex === undefined ? parseInt(octal!, 8) : parseInt(hex, 16));
    }
  }
  return Uint8Array.from(bytes);
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
