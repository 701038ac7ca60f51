/** A name as SQL reads it, whatever it is. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text where SQL takes no parameter, such as the path of a file. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
