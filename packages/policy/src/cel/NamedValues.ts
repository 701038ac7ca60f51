/**
 * Closed lists of names that literals in calls may name, such as a policy's own windows, with the
 * value that the function gets in the place of each name: by the word for what they name, then by
 * name.
 */
export type NamedValues = Readonly<Record<string, ReadonlyMap<string, unknown>>>;
