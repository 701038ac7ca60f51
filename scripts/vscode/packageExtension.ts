import { readFile, rm } from 'fs/promises';
import { dirname, join } from 'path';
import { buildExtension, EXTENSION } from './buildExtension';
import { runCommand } from './runCommand';

/**
 * Builds the extension and packages it for the Marketplace and Open VSX.
 *
 * @returns the path of the `.vsix`, and the size of each bundle in bytes.
 */
export async function packageExtension(): Promise<{
  vsix: string;
  bundles: Record<string, number>;
}> {
  const bundles = await buildExtension();
  const manifest = JSON.parse(await readFile(join(EXTENSION, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  const vsix = join(EXTENSION, `${manifest.name}-${manifest.version}.vsix`);
  await rm(vsix, { force: true });
  const vsce = join(dirname(require.resolve('@vscode/vsce/package.json')), 'vsce');
  await runCommand(
    process.execPath,
    // Everything is bundled, so nothing of node_modules belongs into the package.
    [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--out', vsix],
    { cwd: EXTENSION },
  );
  return { vsix, bundles };
}
