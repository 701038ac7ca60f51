/**
 * A text from outside as Markdown that shows exactly it. Character references are never markup
 * (CommonMark 0.31, section 2.5), so everything that could begin some, or a link by itself, becomes one.
 * Marks that turn writing around are shown as �.
 */
export function markdownText(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD')
    .replace(/[^\p{L}\p{N} /(),;-]/gu, character => `&#${character.codePointAt(0)};`);
}

/** A name from outside as code: where GitHub looks for @mentions and issue numbers, it passes code by. */
export function markdownName(name: string): string {
  return `<code>${markdownText(name)}</code>`;
}
