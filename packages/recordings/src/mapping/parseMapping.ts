import type { z } from 'zod';
import { compileMapping } from './compileMapping';
import type { Mapping } from './Mapping';
import { mappingDocumentSchema, type MappingDocument } from './mappingDocument';
import { MappingSource, type MappingDiagnostic, type MappingPath } from './MappingSource';

/** A mapping file that was read: the mapping, or what keeps it from being one. */
export interface ParsedMapping {
  readonly uri: string;
  readonly text: string;
  /** Absent when there is any error. */
  readonly mapping?: Mapping;
  readonly diagnostics: readonly MappingDiagnostic[];
}

/** What is said of a mapping beside its text. */
export interface ParseMappingOptions {
  /** Files to read for tables, by the table's name, instead of those that the mapping names. */
  files?: Readonly<Record<string, string>>;
}

/**
 * Reads and checks a mapping file: its form, every expression with its type, the tables it names.
 * Collects faults and never throws; no data file is opened.
 */
export function parseMapping(
  text: string,
  uri: string,
  { files = {} }: ParseMappingOptions = {},
): ParsedMapping {
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
  const mapping = compileMapping(withFiles(parsed.data, files, source), source, uri);
  return source.diagnostics.length > 0
    ? { uri, text, diagnostics: source.diagnostics }
    : { uri, text, mapping, diagnostics: [] };
}

function withFiles(
  document: MappingDocument,
  files: Readonly<Record<string, string>>,
  source: MappingSource,
): MappingDocument {
  const tables = { ...document.spec.tables };
  for (const [name, file] of Object.entries(files)) {
    const table = Object.hasOwn(tables, name) ? tables[name] : undefined;
    if (table) {
      tables[name] = { ...table, file };
    } else {
      const known = Object.keys(tables).join(', ') || 'none';
      source.at(
        'unknown_table',
        `There is no table "${name}" to read ${file} for. Tables: ${known}.`,
        [...['spec', 'tables']],
      );
    }
  }
  return { ...document, spec: { ...document.spec, tables } };
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
