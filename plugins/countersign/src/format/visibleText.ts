/** A stretch of text as it was given, or one character that would not be seen. */
export type TextPart = { kind: 'text'; text: string } | { kind: 'hidden'; codePoint: string };

/*
 * Characters that change what a reader sees without being seen themselves: controls other than
 * tab and line feed, soft hyphen, zero-width and direction marks and overrides, variation
 * selectors, tags and the byte order mark. An agent can use them to make a command read as
 * another ("Trojan Source", CVE-2021-42574), so a reviewer must see that they are there.
 */
const HIDDEN =
  // Controls and joiners are what this looks for.
  // eslint-disable-next-line no-control-regex, no-misleading-character-class
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]/gu;

/** Splits text so that what cannot be seen can be shown by its code point, such as `U+202E`. */
export function visibleText(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(HIDDEN)) {
    if (match.index > end) {
      parts.push({ kind: 'text', text: text.slice(end, match.index) });
    }
    const code = match[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    parts.push({ kind: 'hidden', codePoint: `U+${code}` });
    end = match.index + match[0].length;
  }
  if (end < text.length) {
    parts.push({ kind: 'text', text: text.slice(end) });
  }
  return parts;
}
