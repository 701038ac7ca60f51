import * as fs from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import * as recordings from './index';
import { inFolder } from './testing/inFolder';

it('README: the example runs and prints what it says', () =>
  inFolder({}, async root => {
    const readme = fs.readFileSync(join(__dirname, '../README.md'), 'utf8');
    const code = /```ts\n([\s\S]*?)```/.exec(readme)![1]!;
    const here = code.replace('packages/recordings', resolve(__dirname, '..'));
    const printed: string[] = [];
    const { outputText } = ts.transpileModule(here, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    const run = new Function(
      ...['require', 'exports', 'console', 'root'],
      `return (async () => {${outputText}})()`,
    );
    await run(
      (name: string) => (name === 'node:fs' ? fs : recordings),
      {},
      {
        log: (...words: unknown[]) => printed.push(words.join(' ')),
      },
      root,
    );
    expect(printed).toEqual([...code.matchAll(/; \/\/ (.*)$/gm)].map(match => match[1]));
  }));
