/**
 * Rows of cells as aligned lines: the first column to the left, the others, which are numbers, to the
 * right. The first row holds the headings.
 */
export function textTable(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)));
  return rows.map(row =>
    row
      .map((cell, column) =>
        column === 0 ? `  ${cell.padEnd(widths[0]!)}` : cell.padStart(widths[column]!),
      )
      .join('  '),
  );
}
