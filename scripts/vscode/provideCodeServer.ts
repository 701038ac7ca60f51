import { existsSync } from 'fs';
import { mkdir, rename, rm, writeFile } from 'fs/promises';
import { dirname, join } from 'path';
import { cacheFolder } from './cacheFolder';
import { node24 } from './node24';
import { runCommand } from './runCommand';

/** VS Code 1.139. Another version gets another folder, so a cache never serves a stale one. */
export const CODE_SERVER_VERSION = '4.139.1';

/**
 * Provides a real VS Code as npm packages it, `code-server`, and returns the path of its entry
 * script. The first time takes about a minute and 800 MB; after that it is found in the cache.
 *
 * Install scripts do not run: the native parts they would build (the log writer and the watchdog)
 * want a compiler, and VS Code works without them, except that log files stay empty.
 */
export async function provideCodeServer(): Promise<string> {
  const folder = cacheFolder(`code-server-${CODE_SERVER_VERSION}`);
  const entry = join(folder, 'node_modules', 'code-server', 'out', 'node', 'entry.js');
  if (existsSync(entry)) {
    return entry;
  }
  // Built aside and moved into place in one step, so that an install that was cut short is not
  // taken for a whole one.
  const building = `${folder}.building-${process.pid}`;
  await rm(building, { recursive: true, force: true });
  await mkdir(building, { recursive: true });
  try {
    await writeFile(
      join(building, 'package.json'),
      JSON.stringify({
        name: 'countersign-vscode-under-test',
        private: true,
        dependencies: { 'code-server': CODE_SERVER_VERSION },
      }),
    );
    await install(building);
    await install(join(building, 'node_modules', 'code-server', 'lib', 'vscode'));
    await rm(folder, { recursive: true, force: true });
    await rename(building, folder);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  return entry;
}

async function install(folder: string): Promise<void> {
  const flags = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await runCommand('npm', ['install', ...flags], { cwd: folder, env: ownNpmEnvironment() });
}

/**
 * The environment without what an enclosing `npm run` adds to it: npm would take this workspace
 * for the project to install into. Settings of the user (registry, certificates) stay.
 */
function ownNpmEnvironment(): NodeJS.ProcessEnv {
  const enclosing = /^(npm_(package|lifecycle)_.*|npm_(execpath|command|node_execpath)|INIT_CWD)$/i;
  const projects =
    /^npm_config_(local_prefix|workspaces?|include_workspace_root|legacy_peer_deps)$/i;
  const kept = Object.entries(process.env).filter(
    ([name]) => !enclosing.test(name) && !projects.test(name),
  );
  return { ...Object.fromEntries(kept), PATH: `${dirname(node24())}:${process.env.PATH}` };
}
