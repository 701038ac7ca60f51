import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CatalogEntity } from '@countersign/impact';
import { parseAllDocuments } from 'yaml';
import { EXAMPLE_DIRECTORY } from './exampleDirectory';

/**
 * The entities of the example organisation, as they stand in `catalog/*.yaml`, in the order of the
 * files. The files are the source: the portal's catalog reads the very same ones.
 *
 * @throws Error naming the file, when one is not YAML
 */
export function loadExampleCatalog(): CatalogEntity[] {
  const directory = path.join(EXAMPLE_DIRECTORY, 'catalog');
  return readdirSync(directory)
    .filter(file => file.endsWith('.yaml'))
    .sort()
    .flatMap(file => {
      const documents = parseAllDocuments(readFileSync(path.join(directory, file), 'utf8'));
      return documents.map(document => {
        const [fault] = document.errors;
        if (fault) {
          throw new Error(`${file} is not YAML: ${fault.message}`);
        }
        return document.toJS() as CatalogEntity;
      });
    })
    .filter(entity => entity.kind !== 'Location');
}
