import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tlog from '@countersign/tlog';
import ts from 'typescript';
import * as store from './index';

it('the README example prints what it says', async () => {
  const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
  const snippet = /```ts\n([\s\S]*?)```/.exec(readme)![1]!;
  const { outputText } = ts.transpileModule(snippet.replaceAll(/^import .*$/gm, ''), {
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });
  const printed: string[] = [];
  const run = new Function(
    'all',
    'console',
    `const { createMemoryStore, Sequencer, createEd25519Signer, createEd25519Verifier, ed25519PublicKey } = all;
     return (async () => {${outputText}})()`,
  );
  await run({ ...store, ...tlog }, { log: (value: unknown) => printed.push(String(value)) });
  expect(printed).toEqual(
    [...snippet.matchAll(/console\.log.*\/\/ (.*)$/gm)].map(([, word]) => word),
  );
});
