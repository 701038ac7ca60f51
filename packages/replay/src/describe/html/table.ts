/** A table whose first column names the rows; cells are HTML already. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [
    `<div class="scroll"><table><thead><tr>${heads.map(head => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>`,
    ...rows.map(
      ([first, ...cells]) =>
        `<tr><th scope="row">${first}</th>${cells.map(cell => `<td>${cell}</td>`).join('')}</tr>`,
    ),
    '</tbody></table></div>',
  ].join('\n');
}
