import { readFile } from 'node:fs/promises';
import type { CatalogEntity } from '@countersign/impact';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { CliFault } from '../CliFault';
import { ExitCode } from '../ExitCode';

/** What of an entity is looked at; the rest may be anything. */
const entitySchema = z.looseObject({
  kind: z.string().min(1),
  metadata: z.looseObject({
    name: z.string().min(1),
    namespace: z.string().optional(),
    title: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
    tags: z.array(z.string()).optional(),
  }),
  spec: z.record(z.string(), z.unknown()).optional(),
  relations: z.array(z.looseObject({ type: z.string(), targetRef: z.string() })).optional(),
});

/**
 * The entities of a file: catalog descriptors in YAML, or what Backstage's catalog answers in JSON, be
 * it a list (`entities`) or a page of one (`entities/by-query`). YAML reads both.
 *
 * @throws CliFault when there is no such file, or something in it is no entity.
 */
export async function readCatalogEntities(file: string): Promise<CatalogEntity[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CliFault(ExitCode.usage, `There is no readable file ${file}.`);
  });
  const documents = parseAllDocuments(text);
  const values = 'empty' in documents ? [] : documents;
  return values
    .flatMap(document => {
      const [fault] = document.errors;
      if (fault) {
        throw new CliFault(ExitCode.usage, `${file} is neither YAML nor JSON: ${fault.message}`);
      }
      return listOf(document.toJS());
    })
    .map((value, position) => {
      const entity = entitySchema.safeParse(value);
      if (!entity.success) {
        const [{ path, message }] = entity.error.issues as [z.core.$ZodIssue];
        throw new CliFault(
          ExitCode.usage,
          `Entity ${position + 1} of ${file} is no catalog entity: ${path.join('.')}: ${message}`,
        );
      }
      return entity.data;
    });
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value;
  }
  const items = (value as { items?: unknown } | null)?.items;
  // A document between two separators may be empty.
  return Array.isArray(items) ? items : value === null ? [] : [value];
}
