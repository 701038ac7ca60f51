import { dirname, join } from 'path';

/** The Node 24 that npm's `node` package brings: VS Code's server refuses any other. */
export function node24(): string {
  return join(dirname(require.resolve('node/package.json')), 'bin', 'node');
}
