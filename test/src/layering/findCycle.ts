import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import ts from 'typescript';
import type { FoundImport } from './findImports';

/**
 * The first circle of files that import one another at run time, or none. Imports of types alone
 * are gone when the program runs, so they close no circle.
 */
export function findCycle(imports: readonly FoundImport[]): string[] | undefined {
  const edges = new Map<string, string[]>();
  for (const { file, specifier } of imports) {
    const target = specifier.startsWith('.') && resolveSource(file, specifier);
    if (target && !isTypeOnly(file, specifier)) {
      edges.set(file, [...(edges.get(file) ?? []), target]);
    }
  }
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] | undefined => {
    const at = path.indexOf(file);
    if (at >= 0) {
      return [...path.slice(at), file];
    }
    if (done.has(file)) {
      return undefined;
    }
    path.push(file);
    for (const next of edges.get(file) ?? []) {
      const cycle = visit(next);
      if (cycle) {
        return cycle;
      }
    }
    path.pop();
    done.add(file);
    return undefined;
  };
  for (const file of edges.keys()) {
    const cycle = visit(file);
    if (cycle) {
      return cycle;
    }
  }
  return undefined;
}

function resolveSource(file: string, specifier: string): string | undefined {
  const base = resolve(dirname(file), specifier);
  return [`${base}.ts`, `${base}.tsx`, `${base}/index.ts`, base].find(
    path => /\.tsx?$/.test(path) && existsSync(path),
  );
}

function isTypeOnly(file: string, specifier: string): boolean {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.every(statement => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) {
      return true;
    }
    const from = statement.moduleSpecifier as ts.StringLiteral | undefined;
    if (from?.text !== specifier) {
      return true;
    }
    return ts.isExportDeclaration(statement)
      ? statement.isTypeOnly
      : namesOnlyTypes(statement.importClause);
  });
}

function namesOnlyTypes(clause: ts.ImportClause | undefined): boolean {
  if (!clause || clause.isTypeOnly || clause.name) {
    return clause?.isTypeOnly ?? false;
  }
  const names = clause.namedBindings;
  return (
    names !== undefined &&
    ts.isNamedImports(names) &&
    names.elements.every(element => element.isTypeOnly)
  );
}
