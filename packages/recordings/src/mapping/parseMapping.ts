import type { z } from 'zod';
import { compileMapping } from './compileMapping';
import type { Mapping } from './Mapping';
import { mappingDocumentSchema } from './mappingDocument';
import { MappingSource, type MappingDiagnostic, type MappingPath } from './MappingSource';

/** A mapping file that was read: the mapping, or what keeps it from being one. */
export interface ParsedMapping {
  readonly uri: string;
  readonly text: string;
  /** Absent when there is any error. */
  readonly mapping?: Mapping;
  readonly diagnostics: readonly MappingDiagnostic[];
}

/**
 * Reads and checks a mapping file: its form, every expression with its type, the tables it names.
 * Collects faults and never throws; no data file is opened.
 */
export function parseMapping(text: string, uri: string): ParsedMapping {
  const source = new MappingSource(text);
  const value = source.value();
  if (source.diagnostics.length > 0) {
    return { uri, text, diagnostics: source.diagnostics };
  }
  const parsed = mappingDocumentSchema.safeParse(value);
  if (!parsed.success) {
    parsed.error.issues.forEach(issue => reportIssue(source, issue));
    return { uri, text, diagnostics: source.diagnostics };
  }
  const mapping = compileMapping(parsed.data, source, uri);
  return source.diagnostics.length > 0
    ? { uri, text, diagnostics: source.diagnostics }
    : { uri, text, mapping, diagnostics: [] };
}

function reportIssue(source: MappingSource, issue: z.core.$ZodIssue): void {
  const path = issue.path as MappingPath;
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      source.at(
        'invalid_member',
        `"${key}" is not a member here. Remove it or mend its spelling.`,
        [...path, key],
      );
    }
    return;
  }
  const name = path.length > 0 ? path.join('.') : 'The file';
  source.at('invalid_member', `${name}: ${issue.message}.`, path);
}
