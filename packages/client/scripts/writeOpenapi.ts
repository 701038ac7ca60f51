import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderOpenapi } from './renderOpenapi';

const path = join(__dirname, '..', 'openapi.yaml');
writeFileSync(path, renderOpenapi(readFileSync(path, 'utf8')));
