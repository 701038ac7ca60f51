import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { canonicalJson, readJson } from '@countersign/model';

// Published vectors lie beside the checkout and are not part of it.
const folder = resolve(__dirname, '../../../../shared/vectors/rfc8785');
const present = existsSync(folder);
const name = present
  ? 'the published vectors of RFC 8785'
  : 'the published vectors of RFC 8785 (skipped: ../shared/vectors/rfc8785 is not here)';

(present ? describe : describe.skip)(name, () => {
  it.each(present ? readdirSync(join(folder, 'input')) : ['arrays.json'])('%s', file => {
    const read = (kind: string) => readFileSync(join(folder, kind, file), 'utf8');
    expect(canonicalJson(readJson(read('input')))).toBe(read('output').trimEnd());
  });
});
