import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchema, PUBLISHED, type PublishedName } from '../scripts/jsonSchemas';

const folder = join(__dirname, '..', 'schemas');
const names = Object.keys(PUBLISHED) as PublishedName[];

type Node = { [member: string]: unknown };

/** Every member of every closed object of a schema, with the way to it. */
function membersOf(node: unknown, way = ''): [string, Node][] {
  if (typeof node !== 'object' || node === null) {
    return [];
  }
  // What stands under `if` and `else` tests members that are described elsewhere.
  const { properties, additionalProperties } = node as Node;
  const own = additionalProperties === false ? Object.entries(properties as Node) : [];
  return [
    ...own.map(([name, member]): [string, Node] => [`${way}/${name}`, member as Node]),
    ...Object.entries(node).flatMap(([step, below]) => membersOf(below, `${way}/${step}`)),
  ];
}

describe('JSON Schemas', () => {
  it('are written for every kind of document', () => {
    expect(readdirSync(folder).sort()).toEqual(names.map(name => `${name}.schema.json`).sort());
  });

  describe.each(names)('%s', name => {
    const text = readFileSync(join(folder, `${name}.schema.json`), 'utf8');
    const schema = JSON.parse(text) as Node & { definitions: Node };

    it('is what the zod schema makes (npm run reference)', () => {
      // Compared before expect sees it: a diff of two long texts would take minutes.
      expect(JSON.stringify(jsonSchema(name)) === JSON.stringify(schema)).toBe(true);
    });

    it('says of every member what it is', () => {
      const members = membersOf(schema, '');
      expect(members.length).toBeGreaterThan(10);
      expect(members.filter(([, member]) => !member.description).map(([way]) => way)).toEqual([]);
    });

    it('gives every definition a name that people know, and uses each', () => {
      const defined = Object.keys(schema.definitions);
      const used = new Set(
        [...text.matchAll(/"#\/definitions\/([^"]+)"/g)].map(match => match[1]!),
      );
      expect(defined.filter(definition => !/^[A-Z][A-Za-z]+$/.test(definition))).toEqual([]);
      expect(defined).toEqual([...used].sort());
    });

    it('refers to no address but the one of draft 7, so that nothing is fetched', () => {
      const addresses = [...text.matchAll(/https?:[^"]+/g)].map(match => match[0]);
      expect(addresses).toEqual(['http://json-schema.org/draft-07/schema#']);
    });
  });
});
