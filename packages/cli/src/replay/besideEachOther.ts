const GAP = ' │ ';
/** Below it two columns would be too narrow to read. */
const NARROWEST = 90;

/**
 * Two texts in columns, each line broken at words; one below the other where there is no room.
 *
 * @param width in characters
 */
export function besideEachOther(
  left: readonly string[],
  right: readonly string[],
  width: number,
): string[] {
  if (width < NARROWEST) {
    return [...left.flatMap(wrapTo(width)), '', ...right.flatMap(wrapTo(width))];
  }
  const column = Math.floor((width - GAP.length) / 2);
  const [a, b] = [left.flatMap(wrapTo(column)), right.flatMap(wrapTo(column))];
  return Array.from({ length: Math.max(a.length, b.length) }, (_, index) =>
    `${(a[index] ?? '').padEnd(column)}${GAP}${b[index] ?? ''}`.trimEnd(),
  );
}

/** Breaks a line at spaces, and a word that is too long anywhere; what follows keeps the indent. */
function wrapTo(width: number): (line: string) => string[] {
  return line => {
    const indent = /^ */.exec(line)![0].slice(0, width >> 1);
    const lines: string[] = [];
    let rest = line;
    while (rest.length > width) {
      const space = rest.lastIndexOf(' ', width);
      const end = space > indent.length ? space : width;
      lines.push(rest.slice(0, end).trimEnd());
      rest = `${indent}${rest.slice(end).trimStart()}`;
    }
    return [...lines, rest];
  };
}
