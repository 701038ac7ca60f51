import { rm } from 'fs/promises';
import { join } from 'path';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';

/** The extension's folder. */
export const EXTENSION = join(__dirname, '..', '..', 'vscode-extension');

/** Leaves out the forty languages of zod's messages: ours are English, and they are 260 KB. */
const EnglishOnly: Plugin = {
  name: 'english-only',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};

/**
 * Bundles the extension and its worker, for Node and for the web, into `vscode-extension/dist`.
 *
 * @returns the size of each bundle in bytes, by its path in the extension.
 */
export async function buildExtension(): Promise<Record<string, number>> {
  await rm(join(EXTENSION, 'dist'), { recursive: true, force: true });
  const shared: BuildOptions = {
    absWorkingDir: EXTENSION,
    bundle: true,
    minify: true,
    metafile: true,
    format: 'cjs',
    target: 'es2022',
    external: ['vscode'],
    legalComments: 'none',
    // The published types and entries of our packages are their sources.
    mainFields: ['module', 'main'],
    logLevel: 'warning',
    plugins: [EnglishOnly],
  };
  const built = await Promise.all([
    build({
      ...shared,
      platform: 'node',
      entryPoints: ['src/node/extension.ts', 'src/node/replayWorker.ts'],
      outdir: 'dist/node',
    }),
    build({
      ...shared,
      platform: 'browser',
      entryPoints: ['src/web/extension.ts'],
      outdir: 'dist/web',
    }),
    build({
      ...shared,
      platform: 'browser',
      format: 'iife',
      entryPoints: ['src/web/replayWorker.ts'],
      outdir: 'dist/web',
    }),
  ]);
  const outputs = built.flatMap(({ metafile }) => Object.entries((metafile as Metafile).outputs));
  return Object.fromEntries(outputs.map(([path, { bytes }]) => [path, bytes]));
}
