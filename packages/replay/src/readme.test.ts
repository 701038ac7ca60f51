import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import * as policy from '@countersign/policy';
import * as replay from './index';
import { recordingOf } from './testing/recordingOf';

const executedAt = '2026-05-04T10:01:00Z';
const recordings = [
  recordingOf({ id: 'r-1', executedAt, outcome: { status: 'failed', at: executedAt } }),
  recordingOf({ id: 'r-2', executedAt, outcome: { status: 'succeeded', at: executedAt } }),
];

it('README: the example runs and prints what it says', async () => {
  const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
  const code = /```ts\n([\s\S]*?)```/.exec(readme)![1]!;
  const printed: string[] = [];
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const run = new Function(
    ...['require', 'exports', 'console', 'recordings'],
    `return (async () => {${outputText}})()`,
  );
  await run(
    (name: string) => (name === '@countersign/policy' ? policy : replay),
    {},
    {
      log: (...words: unknown[]) => printed.push(words.join(' ')),
    },
    recordings,
  );
  expect(printed).toEqual([...code.matchAll(/; \/\/ (.*)$/gm)].map(match => match[1]));
});
