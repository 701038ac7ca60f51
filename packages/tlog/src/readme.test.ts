import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import * as tlog from './index';

it('the README example prints what it says', async () => {
  const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
  const snippet = /```ts\n([\s\S]*?)```/.exec(readme)![1]!;
  const { outputText } = ts.transpileModule(snippet.replace(/^import .*$/m, ''), {
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });
  const printed: unknown[] = [];
  const run = new Function('tlog', 'console', `return (async () => {${outputText}})()`);
  await run(tlog, { log: (value: unknown) => printed.push(value) });
  expect(printed).toEqual([true]);
});
