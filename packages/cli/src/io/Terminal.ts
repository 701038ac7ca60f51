import type { Writable } from 'node:stream';

/** What a piece of a result is coloured for. */
export type Colour = 'green' | 'red' | 'dim';
/** Colours a text where the reader is a person at a terminal; else gives it back as it is. */
export type Paint = (colour: Colour, text: string) => string;

/** Where a command writes. Results go to `out`; what is only for the person watching, to `note`. */
export interface Terminal {
  /** Writes a line of result to standard output, and waits while the reader is slow. */
  out(line: string): Promise<void>;
  /** Writes bytes of result to standard output, and waits while the reader is slow. */
  outBytes(bytes: Uint8Array): Promise<void>;
  /** Writes a line to standard error. */
  note(line: string): void;
  /** Replaces the progress line on standard error; shown on a terminal only. */
  progress(text: string): void;
  /** Takes the progress line away, if one is shown. */
  clearProgress(): void;
  readonly paint: Paint;
}

const SHOW_EVERY_MS = 100;

/** Select Graphic Rendition, ECMA-48 8.3.117. */
const SGR: Readonly<Record<Colour, string>> = { green: '32', red: '31', dim: '2' };

/**
 * A terminal over two streams. The progress line vanishes before anything else is written. Colours are
 * for terminals only, and not where NO_COLOR is set (no-color.org).
 */
export function createTerminal(
  stdout: Writable & { isTTY?: boolean },
  stderr: Writable & { isTTY?: boolean; columns?: number },
): Terminal {
  let shown = false;
  let shownAt = 0;
  const clear = () => {
    if (shown) {
      stderr.write('\r\u001b[K');
      shown = false;
    }
  };
  const write = async (chunk: string | Uint8Array) => {
    clear();
    if (!stdout.write(chunk)) {
      await new Promise<void>(resolve => {
        const done = () => {
          stdout.off('drain', done);
          stdout.off('close', done);
          resolve();
        };
        stdout.once('drain', done);
        stdout.once('close', done);
      });
    }
  };
  const isColoured = stdout.isTTY === true && !process.env.NO_COLOR;
  return {
    paint: (colour, text) => (isColoured ? `\u001b[${SGR[colour]}m${text}\u001b[0m` : text),
    out: line => write(`${line}\n`),
    outBytes: write,
    note(line) {
      clear();
      stderr.write(`${line}\n`);
    },
    clearProgress: clear,
    progress(text) {
      const now = performance.now();
      if (stderr.isTTY && (now - shownAt >= SHOW_EVERY_MS || !shown)) {
        stderr.write(`\r\u001b[K${text.slice(0, (stderr.columns ?? 80) - 1)}`);
        shown = true;
        shownAt = now;
      }
    },
  };
}
