const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text from outside for an element or a quoted attribute. Marks that turn writing around are shown as �. */
export function htmlText(text: string): string {
  return text
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, '\uFFFD')
    .replace(/[&<>"']/g, character => REFERENCES[character]!);
}
