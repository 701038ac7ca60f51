/** A count with a comma between thousands, alike on every machine: `12,345`. */
export function countText(count: number): string {
  return count.toLocaleString('en-US');
}

/** `1 decision`, `12,345 decisions`. */
export function countOf(count: number, noun: string): string {
  return `${countText(count)} ${noun}${count === 1 ? '' : 's'}`;
}
