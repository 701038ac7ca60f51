/**
 * A text from a recording as one line that a terminal cannot take for commands: control characters and
 * those that turn writing around are shown as �.
 */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}
