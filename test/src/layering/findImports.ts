import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** An import in a source file, test files left out. */
export interface FoundImport {
  file: string;
  specifier: string;
}

/** Every static and dynamic import and require below a folder's `src`. */
export function findImports(folder: string): FoundImport[] {
  return sourceFiles(join(folder, 'src')).flatMap(file =>
    ts
      .preProcessFile(readFileSync(file, 'utf8'), true, true)
      .importedFiles.map(({ fileName }) => ({ file, specifier: fileName })),
  );
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .filter(
      path => /\.tsx?$/.test(path) && !/\.test\.tsx?$|[\\/]testing[\\/]|setupTests/.test(path),
    );
}
