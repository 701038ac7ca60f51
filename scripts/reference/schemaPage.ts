import { jsonSchema, type PublishedName } from '../../packages/model/scripts/jsonSchemas';
import { code, codes, GENERATED, table } from './markdown';
import { describeType, type Json } from './describeType';

const INTRODUCTIONS: Readonly<Record<string, string>> = {
  policy: `Every member of a \`*.policy.yaml\` document. [Write a policy](../policies.md) shows how they are used;
[Conditions](conditions.md) lists what CEL may name.`,
  'policy-test': `Every member of a \`*.policy.test.yaml\` document: proposals, and what the policies beside it are
expected to answer. Only what is stated is compared. [Test a policy](../policy-tests.md) shows how they are used.`,
};

/** The reference page of one kind of document: a table for each mapping, and what the words mean. */
export function schemaPage(name: Extract<PublishedName, 'policy' | 'policy-test'>): string {
  const schema = jsonSchema(name) as Json;
  const definitions = Object.entries((schema.definitions ?? {}) as Record<string, Json>);
  const sections = [
    ...sectionsOf(schema, 'Document'),
    ...definitions.flatMap(([title, definition]) => sectionsOf(definition, title)),
  ];
  const places = placesOf(sections);
  const words = definitions.filter(([title]) => !sections.some(section => section.name === title));
  return [
    GENERATED,
    `# ${schema.title?.replace('Countersign p', 'P')}: reference`,
    INTRODUCTIONS[name]!,
    `In an editor with a YAML language server, this line at the head of a file brings the same knowledge
by the [JSON Schema](../../packages/model/schemas/${name}.schema.json) (draft 7); the path is relative to the file:`,
    `\`\`\`yaml\n# yaml-language-server: $schema=path/to/${name}.schema.json\n\`\`\``,
    'A member marked ● must be there.',
    ...sections.map(section => render(section, places.get(section.name) ?? [])),
    '## Values',
    table(
      ['value', 'what it may be'],
      words.map(([title, definition]) => [
        `<a id="${title.toLowerCase()}"></a>${title}`,
        valueOf(definition),
      ]),
    ),
  ].join('\n\n');
}

/** One mapping of the document; several forms where it is one of several. */
interface Section {
  readonly name: string;
  readonly description: string | undefined;
  readonly forms: readonly Form[];
}

interface Form {
  readonly required: readonly string[];
  readonly members: readonly (readonly [name: string, member: Json])[];
}

/** A mapping, and those that stand in it without a name of their own. */
function sectionsOf(schema: Json, name: string): Section[] {
  const forms = (schema.anyOf ?? [schema])
    .filter(shape => shape.properties && shape.additionalProperties === false)
    .map(shape => ({
      required: shape.required ?? [],
      members: Object.entries(shape.properties ?? {}).filter(
        (entry): entry is [string, Json] => typeof entry[1] === 'object',
      ),
    }));
  const below = forms
    .flatMap(({ members }) => members)
    .flatMap(([member, value]) =>
      [value, value.items, value.additionalProperties]
        .filter(inner => typeof inner === 'object')
        .flatMap(inner => sectionsOf(inner, `${name}.${member}`)),
    );
  return forms.length === 0 ? [] : [{ name, description: schema.description, forms }, ...below];
}

function render({ name, description, forms }: Section, places: readonly string[]): string {
  return [
    `## ${name}`,
    ...(description === undefined ? [] : [description]),
    ...(places.length > 0 ? [`Stands in ${codes(places)}.`] : []),
    ...(forms.length > 1 ? [`It has one of ${forms.length} forms.`] : []),
    ...forms.flatMap(form => membersTable(name, form)),
  ].join('\n\n');
}

function membersTable(section: string, { members, required }: Form): string {
  return table(
    ['member', 'type', 'default', 'what it says'],
    members.map(([member, value]) => [
      `${code(member)}${required.includes(member) ? ' ●' : ''}`,
      describeType(value, `${section}.${member}`),
      value.default === undefined ? '' : code(JSON.stringify(value.default)),
      value.description ?? '',
    ]),
  );
}

/** Where each definition stands: the members that refer to it themselves. */
function placesOf(sections: readonly Section[]): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { name, forms } of sections) {
    for (const [member, value] of forms.flatMap(({ members }) => members)) {
      const place = `${name}.${member}`.replace(/^Document\./, '');
      // What stands in place has a section of its own, and its members are found there.
      const own = JSON.stringify(value, (key, inner) => (key === 'properties' ? undefined : inner));
      for (const [, target] of own.matchAll(/"#\/definitions\/([^"]+)"/g)) {
        places.set(target!, [...new Set([...(places.get(target!) ?? []), place])]);
      }
    }
  }
  return places;
}

function valueOf(definition: Json): string {
  const { description = '', patternErrorMessage } = definition;
  return patternErrorMessage && description
    ? description
    : [describeType(definition), description].filter(Boolean).join('. ');
}
