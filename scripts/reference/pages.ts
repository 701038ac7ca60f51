import {
  jsonSchema,
  PUBLISHED,
  type PublishedName,
} from '../../packages/model/scripts/jsonSchemas';
import { codesPage } from './codesPage';
import { conditionsPage } from './conditionsPage';
import { schemaPage } from './schemaPage';

const schemaFiles = (Object.keys(PUBLISHED) as PublishedName[]).map(
  name =>
    [`packages/model/schemas/${name}.schema.json`, () => JSON.stringify(jsonSchema(name))] as const,
);

/** Every generated file of the repository, relative to its root, and what makes its text. */
export const PAGES: readonly (readonly [path: string, make: () => string])[] = [
  ...schemaFiles,
  ['docs/reference/policy.md', () => schemaPage('policy')],
  ['docs/reference/policy-test.md', () => schemaPage('policy-test')],
  ['docs/reference/conditions.md', conditionsPage],
  ['docs/reference/codes.md', codesPage],
];
