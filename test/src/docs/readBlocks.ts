import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A fenced block of a document. */
export interface Block {
  /** Relative to the repository. */
  file: string;
  /** First line of the block's text, counted from 1. */
  line: number;
  language: string;
  text: string;
}

const SKIPPED = new Set(['node_modules', 'dist', '.data', '.cache', '.results', '.git']);

/** Every Markdown file of the repository, relative to its root. */
export function findDocuments(root: string, folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return SKIPPED.has(entry.name) ? [] : findDocuments(root, path);
    }
    return entry.name.endsWith('.md') ? [relative(root, path)] : [];
  });
}

/** The fenced blocks of one document. */
export function readBlocks(root: string, file: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  readFileSync(join(root, file), 'utf8')
    .split('\n')
    .forEach((text, index) => {
      const fence = /^\s*```(.*)$/.exec(text);
      if (!fence) {
        if (open) {
          open.text += `${text}\n`;
        }
      } else if (open) {
        blocks.push(open);
        open = undefined;
      } else {
        open = { file, line: index + 2, language: fence[1]!.trim(), text: '' };
      }
    });
  return blocks;
}
