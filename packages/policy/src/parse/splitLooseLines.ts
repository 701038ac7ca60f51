import type { LooseLine } from './LooseDocument';

/** The lines of a text, each with its indentation; a line ends at `\n` or `\r\n`. */
export function splitLooseLines(text: string): LooseLine[] {
  const lines: LooseLine[] = [];
  let start = 0;
  for (;;) {
    const found = text.indexOf('\n', start);
    const stop = found < 0 ? text.length : found;
    const end = found > start && text[found - 1] === '\r' ? found - 1 : stop;
    let content = start;
    let column = 0;
    for (; content < end; content++) {
      const letter = text[content];
      if (letter === ' ') {
        column++;
      } else if (letter === '\t') {
        column += 2 - (column % 2);
      } else {
        break;
      }
    }
    lines.push({ start, end, content, column });
    if (found < 0) {
      return lines;
    }
    start = found + 1;
  }
}
