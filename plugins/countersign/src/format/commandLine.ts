/** What a POSIX shell leaves alone. */
const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/**
 * The arguments of a command as one line that a POSIX shell would split into exactly these
 * arguments again: what needs quotes has them, so that nothing reads as something else.
 */
export function commandLine(argv: readonly string[]): string {
  return argv
    .map(word => (PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}
