#!/usr/bin/env node
// Runs what was built, or in a checkout the TypeScript sources. A plain file, so that it can be
// committed as it is and linked before anything has been built.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const built = fileURLToPath(new URL('../dist/index.cjs.js', import.meta.url));

if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write(`countersign needs Node 20 or later, and this is ${process.version}.\n`);
  process.exit(2);
}
const { main } = existsSync(built)
  ? require(built)
  : require('tsx/cjs/api').require('../src/index.ts', import.meta.url);
await main(process.argv.slice(2));
