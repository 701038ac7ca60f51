/** A named part of a policy: `"restarts" of payments`. */
export function nameOf(policy: string, part: string): string {
  return `"${part}" of ${policy}`;
}

/** A text that ends as a sentence does. */
export function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
