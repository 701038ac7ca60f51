import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the ready mappings are written by hand. */
export const MAPPINGS_FOLDER = resolve(__dirname, '../mappings');
/** Where they are kept for programs that are bundled into one file and can open no other. */
export const READY_MAPPINGS_FILE = resolve(__dirname, '../src/mapping/readyMappingTexts.ts');

/** The module that holds the text of every ready mapping. */
export function renderReadyMappings(): string {
  const suffix = '.mapping.yaml';
  const entries = readdirSync(MAPPINGS_FOLDER)
    .filter(file => file.endsWith(suffix))
    .sort()
    .map(file => {
      const text = readFileSync(join(MAPPINGS_FOLDER, file), 'utf8');
      return `  '${file.slice(0, -suffix.length)}': ${JSON.stringify(text)},\n`;
    });
  return [
    '// Made from ../../mappings by scripts/writeReadyMappings.ts; do not edit.\n',
    '/* eslint-disable */\n',
    '// prettier-ignore\n',
    '/** The ready mappings by name. */\n',
    'export const READY_MAPPING_TEXTS: Readonly<Record<string, string>> = {\n',
    ...entries,
    '};\n',
  ].join('');
}
