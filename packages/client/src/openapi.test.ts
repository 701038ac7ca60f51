import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, type JsonValue } from '@countersign/model';
import { parse } from 'yaml';
import { renderOpenapi } from '../scripts/renderOpenapi';

const text = readFileSync(join(__dirname, '..', 'openapi.yaml'), 'utf8');

describe('openapi.yaml', () => {
  it('has the components that the schemas make (npx tsx packages/client/scripts/writeOpenapi.ts)', () => {
    // What it says counts, not how it is laid out. Compared before expect sees it: a diff of two
    // long texts would take minutes.
    const meaning = (yaml: string) => canonicalJson(parse(yaml) as JsonValue);
    expect(meaning(renderOpenapi(text)) === meaning(text)).toBe(true);
  });

  it('refers to nothing that is not there', () => {
    const document = parse(text) as Record<string, unknown>;
    const refs = [...text.matchAll(/\$ref: ["']?#\/([\w/]+)/g)].map(match => match[1]!.split('/'));
    expect(refs.length).toBeGreaterThan(20);
    for (const ref of refs) {
      const found = ref.reduce<unknown>(
        (at, name) => (at as Record<string, unknown>)?.[name],
        document,
      );
      expect([ref.join('/'), typeof found]).toEqual([ref.join('/'), 'object']);
    }
  });
});
