import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import * as impact from './index';

it('README: the example runs and prints what it says', () => {
  const readme = readFileSync(path.join(__dirname, '../README.md'), 'utf8');
  const code = /```ts\n([\s\S]*?)```/.exec(readme)![1]!;
  const printed: string[] = [];
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS },
  });
  new Function('require', 'exports', 'console', outputText)(
    () => impact,
    {},
    {
      log: (...words: unknown[]) => printed.push(words.join(' ')),
    },
  );
  const promised = [...code.matchAll(/\/\/ (.*)$/gm)].map(match => match[1]);
  expect(printed).toEqual(promised);
});
