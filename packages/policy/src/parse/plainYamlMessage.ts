import type { ErrorCode } from 'yaml';

/** The YAML library's words in plain ones, with what to do. What is not listed is passed on. */
export function plainYamlMessage(code: ErrorCode, message: string): string {
  const plain = PHRASES[code] ?? message;
  return /[.?!]$/.test(plain) ? plain : `${plain}.`;
}

const PHRASES: Partial<Record<ErrorCode, string>> = {
  BLOCK_AS_IMPLICIT_KEY:
    'A colon and a space begin a new member here. If the colon belongs to a text, put the text in quotes.',
  TAB_AS_INDENT: 'A tab indents this line. YAML is indented with spaces only.',
  BAD_INDENT:
    'This is not indented like the lines it belongs to, or a bracket before it is not closed.',
  MULTILINE_IMPLICIT_KEY:
    'The name of a member must stand on one line, and a colon must follow it. Check the indentation and the quotes.',
  MISSING_CHAR:
    'Something is not closed or not separated before this place: a quote, a bracket, a comma, or the colon and space after a name.',
  UNEXPECTED_TOKEN:
    'This has no place here. Check the quotes, the brackets and the indentation around it.',
  BAD_SCALAR_START:
    'A text cannot begin with this character unless it is in quotes. Put it in quotes.',
  BAD_DQ_ESCAPE:
    'This escape means nothing between double quotes. Double the backslash, or use single quotes.',
};
