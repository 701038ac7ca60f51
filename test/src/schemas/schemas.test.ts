import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { generateRecordings } from '@countersign/example';
import {
  entityRefSchema,
  policyDocumentSchema,
  policyTestDocumentSchema,
  proposalSchema,
  recordingSchema,
} from '@countersign/model';
import fc from 'fast-check';
import { parse } from 'yaml';
import { findDocuments, readBlocks } from '../docs/readBlocks';
import * as bad from './badDocuments';
import { compileSchemas } from './compileSchemas';
import { GUARDRAIL, POLICY_TEST, SCOPE } from './goodDocuments';

const root = resolve(__dirname, '../../..');
const validate = compileSchemas(['policy', 'policy-test', 'proposal', 'recording']);
const [recording] = generateRecordings({ seed: 'schemas', count: 1 });

/** Files of the repository whose name ends so, relative to its root. */
function filesEndingIn(ending: string): string[] {
  return ['packages', 'examples', 'docs', 'test'].flatMap(folder =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter(entry => entry.isFile() && entry.name.endsWith(ending))
      .map(entry => relative(root, join(entry.parentPath, entry.name)))
      .filter(path => !/node_modules|\.countersign|\/dist\//.test(path)),
  );
}

describe('the JSON Schemas accept', () => {
  it.each([
    ['policy', filesEndingIn('.policy.yaml'), 5],
    ['policy-test', filesEndingIn('.policy.test.yaml'), 0],
  ] as const)('every %s file of the repository', (schema, files, least) => {
    expect(files.length).toBeGreaterThanOrEqual(least);
    for (const file of files) {
      const document: unknown = parse(readFileSync(join(root, file), 'utf8'));
      expect([file, validate[schema](document), validate[schema].errors]).toEqual([
        file,
        true,
        null,
      ]);
    }
  });

  it('every document that stands in a document', () => {
    const blocks = findDocuments(root)
      .flatMap(file => readBlocks(root, file))
      .filter(({ language, text }) => language === 'yaml' && text.startsWith('apiVersion:'));
    expect(blocks.length).toBeGreaterThan(1);
    for (const { file, line, text } of blocks) {
      const schema = /^kind: PolicyTest$/m.test(text) ? 'policy-test' : 'policy';
      const isValid = validate[schema](parse(text));
      expect([file, line, isValid, validate[schema].errors]).toEqual([file, line, true, null]);
    }
  });

  it('recordings of the example organisation, and their proposals', () => {
    for (const each of generateRecordings({ seed: 'schemas', count: 300 })) {
      expect([validate.recording(each), validate.recording.errors]).toEqual([true, null]);
      expect([validate.proposal(each.proposal), validate.proposal.errors]).toEqual([true, null]);
    }
  });

  it.each([
    ['policy', SCOPE, policyDocumentSchema],
    ['policy', GUARDRAIL, policyDocumentSchema],
    ['policy-test', POLICY_TEST, policyTestDocumentSchema],
  ] as const)('a %s that uses every part of the language', (schema, document, zod) => {
    expect(zod.safeParse(document).error).toBeUndefined();
    expect([validate[schema](document), validate[schema].errors]).toEqual([true, null]);
  });
});

describe.each([
  ['policy', SCOPE, policyDocumentSchema, bad.BAD_SCOPES],
  ['policy', GUARDRAIL, policyDocumentSchema, bad.BAD_GUARDRAILS],
  ['policy-test', POLICY_TEST, policyTestDocumentSchema, bad.BAD_TESTS],
  ['proposal', recording!.proposal, proposalSchema, bad.BAD_PROPOSALS],
  ['recording', recording!, recordingSchema, bad.BAD_RECORDINGS],
] as const)('the JSON Schema %s refuses, as the zod schema does,', (schema, good, zod, table) => {
  it.each(table.map(entry => [entry.title, entry] as const))('%s', (_title, entry) => {
    const document = bad.spoiled(good, entry);
    expect(zod.safeParse(document).success).toBe(false);
    expect(validate[schema](document)).toBe(false);
  });
});

it('the JSON Schemas and the zod schema agree on what an entity reference is', () => {
  const part = fc.string({
    unit: fc.constantFrom('a', '0', '-', '.', '_', 'A', ' '),
    maxLength: 4,
  });
  const references = fc
    .tuple(part, fc.constantFrom(':', '/', ''), part, fc.constantFrom('/', ':', ''), part)
    .map(parts => parts.join(''));
  fc.assert(
    fc.property(references, reference => {
      const document = bad.spoiled(SCOPE, {
        title: '',
        path: ['metadata', 'owner'],
        value: reference,
      });
      expect(validate.policy(document)).toBe(entityRefSchema.safeParse(reference).success);
    }),
    { numRuns: 2000 },
  );
});
