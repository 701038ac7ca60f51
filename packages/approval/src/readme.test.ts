import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import * as approval from './index';

it('the README example prints what it says', async () => {
  const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
  const snippet = /```ts\n([\s\S]*?)```/.exec(readme)![1]!;
  const { outputText } = ts.transpileModule(snippet.replace(/^import .*$/m, ''), {
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });
  const printed: string[] = [];
  const run = new Function(
    'approval',
    'console',
    `const { next, resolveApprovers, separated, tally } = approval;
     return (async () => {${outputText}})()`,
  );
  await run(approval, { log: (...words: unknown[]) => printed.push(words.join(' ')) });
  expect(printed).toEqual([...snippet.matchAll(/\/\/ (.*)$/gm)].map(match => match[1]));
});
