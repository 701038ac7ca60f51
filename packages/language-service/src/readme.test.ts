import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import * as languageService from './index';

it('README: the example prints what it says', () => {
  const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
  const [, code] = /```ts\n([\s\S]*?)```/.exec(readme)!;
  const [, promised] = /```text\n([\s\S]*?)```/.exec(readme)!;
  const { outputText } = ts.transpileModule(code!, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const printed: string[] = [];
  new Function('require', 'exports', 'console', outputText)(
    () => languageService,
    {},
    { log: (value: unknown) => printed.push(`${String(value)}\n`) },
  );
  expect(printed.join('')).toBe(promised);
});
