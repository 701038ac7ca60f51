import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as impact from '@countersign/impact';
import ts from 'typescript';
import { EXAMPLE_DIRECTORY } from './organisation/exampleDirectory';
import { loadExampleTopology } from './organisation/loadExampleTopology';

it('README: the example runs and prints what it says', () => {
  const readme = readFileSync(path.join(EXAMPLE_DIRECTORY, 'README.md'), 'utf8');
  const code = /```ts\n([\s\S]*?)```/.exec(readme)![1]!;
  const printed: string[] = [];
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS },
  });
  const modules: Record<string, unknown> = {
    '@countersign/impact': impact,
    '@countersign/example': { loadExampleTopology },
  };
  new Function('require', 'exports', 'console', outputText)(
    (name: string) => modules[name],
    {},
    {
      log: (...words: unknown[]) => printed.push(words.join(' ')),
    },
  );
  expect(printed).toEqual([...code.matchAll(/\/\/ (.*)$/gm)].map(match => match[1]));
});
