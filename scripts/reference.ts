/** `npm run reference`: writes the JSON Schemas and the pages of docs/reference. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PAGES } from './reference/pages';
import { renderPage } from './reference/renderPage';

const root = join(__dirname, '..');

async function writePages(): Promise<void> {
  for (const [path, make] of PAGES) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await renderPage(file, make()));
    console.log(path);
  }
}

void writePages();
