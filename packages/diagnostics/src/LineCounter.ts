/** A place as editors count it: both from 0, the column in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Turns offsets into lines and columns and back. A line ends at `\n`, `\r\n` or a lone `\r`, as the
 * Language Server Protocol has it. Built in one pass over the text; a look-up is a binary search.
 */
export class LineCounter {
  private readonly starts: number[] = [0];
  private readonly length: number;

  constructor(text: string) {
    this.length = text.length;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === LF || (unit === CR && text.charCodeAt(at + 1) !== LF)) {
        this.starts.push(at + 1);
      }
    }
  }

  /** Number of lines; an empty text has one. */
  get lines(): number {
    return this.starts.length;
  }

  /** The place of an offset. What lies outside the text is moved to its nearest end. */
  position(offset: number): Position {
    const inside = Math.min(Math.max(offset, 0), this.length);
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= inside) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return { line: low, column: inside - this.starts[low]! };
  }

  /** The offset of a place. A column behind the end of its line is moved to the next line's start. */
  offset(line: number, column: number): number {
    if (line < 0) {
      return 0;
    }
    const start = this.starts[line] ?? this.length;
    const end = this.starts[line + 1] ?? this.length;
    return Math.min(start + Math.max(column, 0), end);
  }
}

const LF = 10;
const CR = 13;
