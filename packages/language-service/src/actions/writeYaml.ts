/** A value to be written as YAML. */
export type PlainValue =
  string | number | boolean | readonly PlainValue[] | { readonly [name: string]: PlainValue };

/** On one line, lists and mappings between brackets. */
export function flowYaml(value: PlainValue): string {
  if (isList(value)) {
    return `[${value.map(flowYaml).join(', ')}]`;
  }
  if (typeof value === 'object') {
    return `{ ${Object.entries(value)
      .map(([name, inner]) => `${name}: ${flowYaml(inner)}`)
      .join(', ')} }`;
  }
  return typeof value === 'string' ? scalarYaml(value) : String(value);
}

/**
 * Behind the colon of a name: small things on its line, larger ones on lines of their own.
 *
 * @param indent - Column of those lines, from the name's.
 */
export function blockYaml(value: PlainValue, indent: number): string {
  const pad = `\n${' '.repeat(indent)}`;
  if (isList(value) && value.some(item => typeof item === 'object')) {
    return value.map(item => `${pad}- ${itemYaml(item, indent + 2)}`).join('');
  }
  if (typeof value === 'object' && !isList(value) && !isSmall(value)) {
    return Object.entries(value)
      .map(([name, inner]) => `${pad}${name}:${blockYaml(inner, indent + 2)}`)
      .join('');
  }
  return ` ${flowYaml(value)}`;
}

function itemYaml(value: PlainValue, indent: number): string {
  return typeof value === 'object' && !isList(value) && !isSmall(value)
    ? Object.entries(value)
        .map(([name, inner]) => `${name}:${blockYaml(inner, indent + 2)}`)
        .join(`\n${' '.repeat(indent)}`)
    : flowYaml(value);
}

/** Whether a mapping reads well on one line: it has few members, and nothing nests in them. */
function isSmall(value: { readonly [name: string]: PlainValue }): boolean {
  const members = Object.values(value);
  return members.length <= 4 && members.every(isInline);
}

function isInline(value: PlainValue): boolean {
  return (
    typeof value !== 'object' || (isList(value) && value.every(each => typeof each !== 'object'))
  );
}

function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value);
}

/** A text, in quotes where it would read as something else. */
function scalarYaml(text: string): string {
  const isPlain =
    /^[A-Za-z][\w./()@ -]*(?::[\w./@-]+)*\.?$/.test(text) &&
    !/^(true|false|null|yes|no|on|off)$/i.test(text) &&
    !text.endsWith(' ');
  return isPlain ? text : `'${text.replaceAll("'", "''")}'`;
}
