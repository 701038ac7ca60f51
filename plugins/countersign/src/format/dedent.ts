/** Takes the indentation that all lines share off each of them; empty lines do not count. */
export function dedent(text: string): string {
  const lines = text.split('\n');
  const widths = lines.filter(line => line.trim() !== '').map(line => line.search(/\S/));
  const shared = Math.min(...widths);
  return Number.isFinite(shared) ? lines.map(line => line.slice(shared)).join('\n') : text;
}
