import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transpileModule, ModuleKind, ScriptTarget } from 'typescript';

const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
const block = (language: string) =>
  new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(readme)![1]!;

it('shows an example that runs and prints what it says', () => {
  const { outputText } = transpileModule(block('ts'), {
    compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
  });
  const printed: string[] = [];
  const run = new Function('require', 'exports', 'console', outputText);
  run(require, {}, { log: (...words: unknown[]) => printed.push(words.join(' ')) });
  expect(`${printed.join('\n')}\n`).toBe(block('text'));
});
