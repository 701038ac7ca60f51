import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, readJson } from '@countersign/model';
import { describeWithShared } from '../shared/describeWithShared';

describeWithShared('vectors/rfc8785', 'RFC 8785, published vectors', folder => {
  it.each(readdirSync(join(folder, 'input')))('%s', name => {
    const read = (kind: string) => readFileSync(join(folder, kind, name), 'utf8');
    expect(canonicalJson(readJson(read('input')))).toBe(read('output').trimEnd());
  });
});
