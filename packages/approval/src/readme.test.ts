import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as policy from '@countersign/policy';
import ts from 'typescript';
import * as approval from './index';

const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
const snippets = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(match => match[1]!);
const packages: Record<string, unknown> = {
  '@countersign/approval': approval,
  '@countersign/policy': policy,
};

it.each(snippets)('the README example prints what it says: %#', async snippet => {
  const { outputText } = ts.transpileModule(
    // The body of a function has no imports, and only there may it await.
    snippet.replace(/^import (\{.*\}) from (.*);$/gm, 'const $1 = require($2);'),
    { compilerOptions: { target: ts.ScriptTarget.ES2022 } },
  );
  const printed: string[] = [];
  const run = new Function('require', 'console', `return (async () => {${outputText}})()`);
  await run((name: string) => packages[name], {
    log: (...words: unknown[]) => printed.push(words.join(' ')),
  });
  expect(printed).toEqual([...snippet.matchAll(/\/\/ (.*)$/gm)].map(match => match[1]));
});
