import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import ts from 'typescript';
import * as library from './index';

/** Just enough of a server to permit everything. */
const ANSWERS: Record<string, object> = {
  '/api/countersign/access/v1/evaluation': {
    decision: true,
    context: { countersign: { grant: { id: 'gr' } } },
  },
  '/api/countersign/v1/grants/gr': { id: 'gr', status: 'issued', grant: 'jws' },
  '/api/countersign/v1/grants/gr/redemptions': {},
  '/api/countersign/v1/grants/gr/outcome': {},
};

it('the README example prints the steps of the path', async () => {
  const server = createServer((request, response) => {
    response.end(JSON.stringify(ANSWERS[request.url!]));
  }).listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
    const snippet = /```ts\n([\s\S]*?)```/.exec(readme)![1]!;
    const { outputText } = ts.transpileModule(
      snippet
        .replace(/^import .*$/m, 'const { CountersignClient, runAction } = library;')
        .replace('localhost:7007', `127.0.0.1:${port}`),
      { compilerOptions: { target: ts.ScriptTarget.ES2022 } },
    );
    const printed: unknown[] = [];
    const run = new Function('library', 'console', `return (async () => {${outputText}})()`);
    await run(library, { log: (value: unknown) => printed.push(value) });
    expect(printed).toEqual(['evaluated', 'granted', 'redeemed', 'reported', 'executed']);
  } finally {
    server.close();
  }
});
