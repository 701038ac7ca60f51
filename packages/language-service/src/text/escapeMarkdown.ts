/** A text as Markdown shows it and never as it acts: policies and recordings may say anything. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/[\\`*_{}[\]()#+\-.!|~<>&$:@/]/g, letter => `&#${letter.charCodeAt(0)};`);
}

/** A text as code within a line. */
export function markdownCode(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, ' ').trim();
  const ticks = Math.max(0, ...(plain.match(/`+/g) ?? []).map(run => run.length));
  const fence = '`'.repeat(ticks + 1);
  const pad = plain === '' || /^`|`$/.test(plain) ? ' ' : '';
  // Within a table a bar would begin the next cell, even in code.
  return `${fence}${pad}${plain.replaceAll('|', '\\|')}${pad}${fence}`;
}
